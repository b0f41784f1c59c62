package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.HostPort;
import network.ian.core.config.LoadedConfig;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final NodeIdentity IDENTITY =
            new NodeIdentity(SigningKey.generate(new SecureRandom(new byte[] {3})));

    private final FakeHost host = new FakeHost();
    private final ManualClock clock = new ManualClock();
    private final Network network = new Network();

    @TempDir
    private Path data;

    /** Seeds that all answer, and who visited them. */
    private static final class Network implements Outside {

        final Queue<HostPort> visits = new ConcurrentLinkedQueue<>();
        final Queue<HostPort> visitsAsThisNode = new ConcurrentLinkedQueue<>();
        final CountDownLatch answers = new CountDownLatch(1);
        boolean hangs;

        @Override
        public List<InetAddress> resolve(String name) throws UnknownHostException {
            if (name.equals("nowhere.example")) {
                throw new UnknownHostException(name);
            }
            return List.of(InetAddress.getByAddress(name, new byte[] {(byte) 192, 0, 2, 7}));
        }

        @Override
        public Visit visit(HostPort address) {
            visits.add(address);
            if (hangs) {
                await();
            }
            return Visit.met(address, new Met("cc".repeat(32), "ian/1", "ian", 15));
        }

        @Override
        public Visit visitAsThisNode(HostPort address) {
            visitsAsThisNode.add(address);
            return Visit.failed(address, "hello", "it turns this visitor away: banned");
        }

        @Override
        public Optional<String> cannotConnect(HostPort address) {
            return Optional.of("ConnectException refused");
        }

        private void await() {
            try {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aConfigurationThatCannotBeUsedIsAllThatIsSaidOfIt() {
        List<Finding> findings = Doctor.examine(host, new ConfigException(List.of("one wrong", "two wrong")));
        assertThat(Findings.all(findings, "configuration"))
                .extracting(Finding::found)
                .containsExactly("one wrong", "two wrong");
        assertThat(DoctorReport.ok(findings)).isFalse();
    }

    @Test
    void withoutANodeASeedIsAskedWhatItThinksOfThisOne() throws ConfigException {
        List<Finding> findings =
                examine(Map.of("IAN_SEED_NODES", "tcp://seed.example:9000,tcp://nowhere.example:1"), LocalNode.none());
        assertThat(Findings.all(findings, "seed")).extracting(Finding::status).containsExactly(Status.OK, Status.FAIL);
        assertThat(Findings.one(findings, "clock").found()).isEqualTo("0.0 s ahead of the median of 1 seed");
        assertThat(Findings.one(findings, "peers").found()).contains("192.0.2.7:9000 bans this node");
    }

    @Test
    void aNodeWithPeersIsNotDisturbed() throws ConfigException {
        LocalNode alone = NodeChecksTest.node("{\"ready\":true}", 8000, 9000);
        LocalNode busy = new LocalNode(
                true,
                alone.pid(),
                8000,
                Optional.empty(),
                alone.report(),
                alone.status(),
                NodeChecksTest.json("{\"peers\":[{}],\"total\":1,\"banned\":[]}"));
        List<Finding> findings = examine(Map.of("IAN_SEED_NODES", "tcp://seed.example:9000"), busy);
        assertThat(Findings.one(findings, "peers").found()).isEqualTo("1 connected");
        assertThat(network.visitsAsThisNode).isEmpty();

        examine(Map.of("IAN_SEED_NODES", "tcp://seed.example:9000"), alone);
        assertThat(network.visitsAsThisNode).containsExactly(new HostPort("192.0.2.7", 9000));
    }

    @Test
    void aTauNodeThatIsAwayIsNoFailure() throws ConfigException {
        List<Finding> findings = examine(Map.of("IAN_TAU_HOST", "tau.example", "IAN_TAU_PORT", "1"), LocalNode.none());
        assertThat(Findings.one(findings, "tau").status()).isEqualTo(Status.WARN);
    }

    @Test
    void whoNeverAnswersIsNotWaitedFor() throws ConfigException {
        network.hangs = true;
        List<Finding> findings = examine(Map.of("IAN_SEED_NODES", "tcp://192.0.2.7:9000"), LocalNode.none());
        assertThat(Findings.one(findings, "seed").status()).isEqualTo(Status.FAIL);
        assertThat(Findings.one(findings, "seed").found()).contains("in time");
    }

    private List<Finding> examine(Map<String, String> variables, LocalNode node) throws ConfigException {
        Map<String, String> environment = new java.util.HashMap<>(variables);
        environment.put("IAN_DATA_DIR", data.toString());
        LoadedConfig loaded =
                ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, Path.of("/nowhere")));
        try (AtOnce atOnce = new AtOnce(clock)) {
            if (network.hangs) {
                clock.advance(Duration.ofSeconds(30));
            }
            return new Doctor(host, new Doctor.Patient(network, Optional.of(IDENTITY), () -> node), atOnce)
                    .examine(loaded);
        }
    }
}
