package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.HostPort;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is started with the variables of the manifests takes them all. */
class SettingsInManifestsTest {

    private static final Tree TREE = Tree.read();
    private static final Cluster BASE = new Cluster(TREE.objects("kubernetes/base"));

    @TempDir
    Path home;

    @Test
    void theNodeTakesWhatTheBaseSets() throws Exception {
        for (Manifest set : BASE.all("StatefulSet")) {
            NodeConfig config = load(environment(set)).config();

            assertThat(config.node().dataDir()).hasToString("/data");
            assertThat(config.node().logDir()).hasToString("/var/log/ian");
            assertThat(config.api().host()).isEqualTo("0.0.0.0");
            assertThat(config.api().port()).isEqualTo(port(set, "api"));
            assertThat(config.p2p().port()).isEqualTo(port(set, "peers"));
            assertThat(config.p2p().wsPort()).isEqualTo(port(set, "stream"));
            assertThat(config.p2p().advertiseAddr())
                    .contains(new HostPort(set.name() + "-0." + set.name() + ".ian.svc", 9000));
        }
    }

    @Test
    void theSeedsAreAllPodsOfTheSeedsService() throws Exception {
        List<HostPort> seeds = load(environment(BASE.get("StatefulSet", "ian-node")))
                .config()
                .p2p()
                .seedNodes();

        assertThat(seeds).containsExactly(new HostPort("ian-seed.ian.svc", 9000));
        assertThat(BASE.get("Service", "ian-seed").at("/spec/clusterIP").asText())
                .isEqualTo("None");
    }

    @Test
    void theNodeTakesWhatOverlaysAndComponentsSet() throws Exception {
        List<String> files =
                TREE.files().stream().filter(file -> file.endsWith(".env")).toList();
        assertThat(files).contains("kubernetes/overlays/dev/ian.env", "kubernetes/components/tau/tau.env");
        for (String file : files) {
            Map<String, String> environment = environment(BASE.get("StatefulSet", "ian-node"));
            environment.putAll(Tree.settings(file));
            load(environment);
        }
        for (String folder : TREE.lists().keySet()) {
            for (Manifest patch : TREE.patches(folder)) {
                Map<String, String> environment = environment(BASE.get("StatefulSet", "ian-node"));
                environment.putAll(Tree.settings("kubernetes/components/tau/tau.env"));
                environment.putAll(environment(patch));
                load(environment);
            }
        }
    }

    @Test
    void devIsAnotherNetwork() throws Exception {
        assertThat(Tree.settings("kubernetes/overlays/dev/ian.env").get(Settings.NETWORK_ID.environment()))
                .isNotEqualTo(Tree.settings("kubernetes/base/ian.env").get(Settings.NETWORK_ID.environment()))
                .isNotNull();
    }

    @Test
    void aMisspeltVariableIsFound() throws Exception {
        Map<String, String> environment = environment(BASE.get("StatefulSet", "ian-node"));
        environment.put("IAN_SEEDS", "tcp://ian-seed:9000");

        assertThat(loaded(environment).warnings()).singleElement().asString().contains("IAN_SEEDS");
    }

    /** As in the first pod. What comes from a Secret's file is read from one with a value that fits. */
    private Map<String, String> environment(Manifest set) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (Map.Entry<String, String> variable : BASE.environment(set).toList()) {
            String value = variable.getValue().replace("$(POD_NAME)", set.name() + "-0");
            environment.put(variable.getKey(), variable.getKey().endsWith("_FILE") ? secret(variable.getKey()) : value);
        }
        return environment;
    }

    private String secret(String variable) throws Exception {
        Path file = Files.writeString(home.resolve(variable), "0123456789abcdef".repeat(4));
        file.toFile().setReadable(false, false);
        assertThat(file.toFile().setReadable(true, true)).isTrue();
        return file.toString();
    }

    private LoadedConfig load(Map<String, String> environment) throws Exception {
        LoadedConfig loaded = loaded(environment);
        assertThat(loaded.warnings()).isEmpty();
        return loaded;
    }

    private LoadedConfig loaded(Map<String, String> environment) throws Exception {
        return ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, home));
    }

    private static int port(Manifest set, String name) {
        return Manifest.list(set.container().path("ports")).stream()
                .filter(port -> port.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("containerPort")
                .asInt();
    }
}
