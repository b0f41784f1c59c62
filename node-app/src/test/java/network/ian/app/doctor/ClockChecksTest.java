package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import network.ian.core.view.ClockSkew;
import org.junit.jupiter.api.Test;

class ClockChecksTest {

    private final FakeHost host = new FakeHost();

    @Test
    void asksWhoeverTellsAboutNtp() {
        assertThat(sync()).isEqualTo(Status.SKIP);
        host.commands.put("adjtimex", "         mode: 0\n       status: 64\n");
        assertThat(sync()).isEqualTo(Status.WARN);
        host.commands.put("adjtimex", "         mode: 0\n       status: 8193\n");
        assertThat(sync()).isEqualTo(Status.OK);
        host.commands.put("chronyc", "Stratum : 0\nLeap status     : Not synchronised\n");
        assertThat(sync()).isEqualTo(Status.WARN);
        host.commands.put("timedatectl", "yes\n");
        assertThat(sync()).isEqualTo(Status.OK);
        host.commands.put("timedatectl", "no\n");
        assertThat(sync()).isEqualTo(Status.WARN);
    }

    @Test
    void theNodesPeersAreAskedFirstAndThenTheSeeds() {
        assertThat(skew(Optional.empty(), List.of()).status()).isEqualTo(Status.SKIP);
        assertThat(skew(Optional.of(new ClockSkew(0, 0)), List.of(600_000L)).found())
                .isEqualTo("600.0 s ahead of the median of 1 seed: other nodes refuse what this clock stamps");
        assertThat(skew(Optional.of(new ClockSkew(4, 20)), List.of(600_000L)).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void aWrongClockFailsAndAnInaccurateOneWarns() {
        Finding wrong = skew(Optional.of(new ClockSkew(3, -600_000)), List.of());
        assertThat(wrong.status()).isEqualTo(Status.FAIL);
        assertThat(wrong.found()).startsWith("600.0 s behind the median of 3 peers");
        assertThat(wrong.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("timedatectl"));
        assertThat(skew(Optional.of(new ClockSkew(1, 12_000)), List.of()).status())
                .isEqualTo(Status.WARN);
    }

    private Status sync() {
        return Findings.one(new ClockChecks(host).run(Optional.empty(), List.of()), "time sync")
                .status();
    }

    private Finding skew(Optional<ClockSkew> ofNode, List<Long> ofSeeds) {
        return Findings.one(new ClockChecks(host).run(ofNode, ofSeeds), "clock");
    }
}
