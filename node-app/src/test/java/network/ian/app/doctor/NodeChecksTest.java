package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import org.junit.jupiter.api.Test;

class NodeChecksTest {

    private static final String HEALTHY =
            "{\"live\":true,\"ready\":true,\"checks\":[{\"name\":\"workers\",\"ok\":true}]}";

    private final FakeHost host = new FakeHost();
    private final NodeConfig config = config();

    @Test
    void withoutANodeThePortsAreFree() {
        List<Finding> findings = new NodeChecks(host, LocalNode.none()).run(config);
        assertThat(Findings.one(findings, "api port").found()).isEqualTo("8000, free");
        assertThat(Findings.one(findings, "peer port").found()).isEqualTo("9000, free");
        assertThat(Findings.one(findings, "stream port").found()).isEqualTo("9001, free");
        assertThat(Findings.one(findings, "health").status()).isEqualTo(Status.SKIP);
        assertThat(Findings.one(findings, "node process").status()).isEqualTo(Status.SKIP);
    }

    @Test
    void whoeverTakesAPortIsNamed() {
        host.listens(9000, 321, "nginx");
        Finding taken = Findings.one(new NodeChecks(host, LocalNode.none()).run(config), "peer port");
        assertThat(taken.status()).isEqualTo(Status.FAIL);
        assertThat(taken.found()).isEqualTo("9000 is taken by process 321 (nginx)");
        assertThat(taken.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("--p2p-port"));

        host.links.clear();
        assertThat(Findings.one(new NodeChecks(host, LocalNode.none()).run(config), "peer port")
                        .found())
                .isEqualTo("9000 is taken by a process that this user may not look at");
    }

    @Test
    void anAddressThatIsNotTheMachinesIsSaid() {
        host.taken.add(8000);
        assertThat(Findings.one(new NodeChecks(host, LocalNode.none()).run(config), "api port")
                        .found())
                .isEqualTo("nothing can listen on 127.0.0.1:8000: Address already in use");
    }

    @Test
    void theOwnNodeMayHaveThePorts() {
        host.listens(9000, 321, "java");
        host.taken.add(8000);
        host.taken.add(9001);
        List<Finding> findings = new NodeChecks(host, node(HEALTHY, 8000, 9000)).run(config);
        assertThat(findings).extracting(Finding::status).containsOnly(Status.OK);

        LocalNode mute = LocalNode.silent(true, Optional.of(321L), "no connection");
        assertThat(Findings.one(new NodeChecks(host, mute).run(config), "peer port")
                        .status())
                .isEqualTo(Status.OK);
        assertThat(Findings.one(new NodeChecks(host, mute).run(config), "health")
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void whatTheNodeFindsWrongIsAFindingEach() {
        LocalNode ill = node(
                "{\"ready\":false,\"checks\":[{\"name\":\"goal G\",\"ok\":false,\"detail\":\"DAMAGED, at 7\",\"needed\":\"READY\"},"
                        + "{\"name\":\"clock\",\"ok\":false,\"detail\":\"off\",\"needed\":\"NOTHING\"}]}",
                1,
                2);
        List<Finding> health = Findings.all(new NodeChecks(host, ill).run(config), "health");
        assertThat(health).extracting(Finding::status).containsExactly(Status.FAIL, Status.WARN);
        assertThat(health.get(0).found()).isEqualTo("goal G: DAMAGED, at 7");
        assertThat(health.get(0).advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("ian log repair --from-peers"));
    }

    static LocalNode node(String report, int apiPort, int peerPort) {
        return new LocalNode(
                true,
                Optional.of(321L),
                apiPort,
                Optional.empty(),
                json(report),
                json("{\"node\":{\"p2p_port\":" + peerPort
                        + ",\"stream_port\":9001,\"p2p_address\":\"192.0.2.1:9000\"}}"),
                json("{\"peers\":[],\"total\":0,\"banned\":[]}"));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static NodeConfig config() {
        try {
            return ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), Map.of(), Path.of("/nowhere")))
                    .config();
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
