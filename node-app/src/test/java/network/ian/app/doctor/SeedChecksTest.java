package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.app.doctor.Outside.Met;
import network.ian.app.doctor.Outside.Seed;
import network.ian.app.doctor.Outside.Visit;
import network.ian.core.config.HostPort;
import network.ian.p2p.peer.IpPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedChecksTest {

    private static final HostPort NAME = new HostPort("seed1.example", 9000);
    private static final HostPort ONE = new HostPort("203.0.113.5", 9000);
    private static final HostPort TWO = new HostPort("203.0.114.5", 9000);
    private static final String SELF = "aa".repeat(32);
    private static final String OTHER = "bb".repeat(32);
    private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void aSeedThatAnswersIsNamed() {
        Finding seed = Findings.one(check(Bans.NONE, met(ONE, OTHER), met(TWO, SELF)), "seed");
        assertThat(seed.status()).isEqualTo(Status.OK);
        assertThat(seed.found())
                .isEqualTo("tcp://seed1.example:9000: node bbbbbbbbbbbbbbbb (ian/1) in network ian, this node itself");
    }

    @Test
    void someAddressesThatFailAreAWarningAndAllAFailure() {
        Visit dead = Visit.failed(TWO, "tcp", "no answer within 3 s");
        assertThat(Findings.one(check(Bans.NONE, met(ONE, OTHER), dead), "seed").status())
                .isEqualTo(Status.WARN);
        Finding all = Findings.one(check(Bans.NONE, dead), "seed");
        assertThat(all.status()).isEqualTo(Status.FAIL);
        assertThat(all.found()).isEqualTo("tcp://seed1.example:9000: 203.0.114.5:9000: tcp: no answer within 3 s");
        assertThat(all.advice())
                .hasValueSatisfying(advice ->
                        assertThat(advice).contains("firewall").contains("ian peer check seed1.example:9000"));
    }

    @Test
    void eachStepHasItsAdvice() {
        assertThat(advice("name", "unknown host")).contains("DNS");
        assertThat(advice("tls", "not a node")).contains("not its API's");
        assertThat(advice("network", "it is in network x")).contains("IAN_NETWORK_ID");
        assertThat(advice("version", "1")).contains("Upgrade");
        assertThat(advice("hello", "it turns this visitor away: banned")).contains("ian peer unban");
        assertThat(advice("hello", "it turns this visitor away: too_many_peers"))
                .contains("again in a minute");
    }

    @Test
    void aSeedThatThisNodeBansIsSaidWithTheCommand() {
        Bans bans = new Bans(Map.of(OTHER, END), Map.of());
        Finding ban = Findings.one(check(bans, met(ONE, OTHER)), "bans");
        assertThat(ban.status()).isEqualTo(Status.FAIL);
        assertThat(ban.found()).contains("until 2026-11-22T00:00:00Z").contains(OTHER);
        assertThat(ban.advice()).contains("If that was a mistake: ian peer unban " + OTHER);
    }

    @Test
    void soIsABannedPrefix() throws IOException {
        Bans bans = new Bans(Map.of(), Map.of(IpPrefix.of(InetAddress.getByName("203.0.113.77")), END));
        Finding ban = Findings.one(check(bans, Visit.failed(ONE, "tcp", "no answer")), "bans");
        assertThat(ban.found()).contains("203.0.113.0/24");
    }

    @Test
    void onlyOthersClocksCount() {
        SeedChecks checks = new SeedChecks(
                List.of(new Seed(NAME, List.of(met(ONE, OTHER), met(TWO, SELF)))), Bans.NONE, Optional.of(SELF));
        assertThat(checks.clocks()).containsExactly(42L);
        assertThat(checks.others()).hasSize(1);
    }

    @Test
    void bansAreReadFromTheFileAndTheNode(@TempDir Path data) throws IOException {
        assertThat(Bans.read(data, FakeHost.NOW).finding().status()).isEqualTo(Status.SKIP);
        long later = FakeHost.NOW.getEpochSecond() + 60;
        Files.writeString(
                data.resolve("peer_scores.json"),
                "{\"peers\":{\"" + OTHER + "\":{\"banned_until\":" + later + ".5},\"" + SELF
                        + "\":{\"banned_until\":1.0}},\"banned_prefixes\":{\"203.0.113.0/24\":" + later + "}}");
        Bans.Read read = Bans.read(data, FakeHost.NOW);
        assertThat(read.finding().found()).isEqualTo("2 peers, 1 banned");
        assertThat(read.bans().nodes()).containsOnlyKeys(OTHER);
        assertThat(read.bans().prefixes()).hasSize(1);
        assertThat(read.bans()
                        .and(NodeChecksTest.json("{\"banned\":[{\"node_id\":\"" + SELF + "\",\"banned_until_ms\":9}]}"))
                        .nodes())
                .containsOnlyKeys(SELF);
        Files.writeString(data.resolve("peer_scores.json"), "{\"peers\": ");
        assertThat(Bans.read(data, FakeHost.NOW).finding().status()).isEqualTo(Status.FAIL);
    }

    private static List<Finding> check(Bans bans, Visit... visits) {
        return new SeedChecks(List.of(new Seed(NAME, List.of(visits))), bans, Optional.of(SELF)).run();
    }

    private static String advice(String step, String words) {
        return SeedChecks.advice(Visit.failed(ONE, step, words), ONE);
    }

    private static Visit met(HostPort address, String id) {
        return Visit.met(address, new Met(id, "ian/1", "ian", 42));
    }
}
