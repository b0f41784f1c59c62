package network.ian.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which source each setting comes, and that all that is wrong in any source is told at once. */
class ConfigLoaderTest {

    @TempDir
    Path home;

    private LoaderFixture loader;

    @BeforeEach
    void prepare() {
        loader = new LoaderFixture(home);
    }

    @Test
    void withNothingSetEverythingHasItsDefault() throws Exception {
        LoadedConfig loaded = loader.load();
        NodeConfig config = loaded.config();
        assertThat(config.node())
                .isEqualTo(new NodeConfig.Node(loader.dataDir, "ian", LogLevel.INFO, loader.dataDir.resolve("logs")));
        assertThat(config.api())
                .isEqualTo(new NodeConfig.Api(
                        "127.0.0.1",
                        8000,
                        Optional.empty(),
                        false,
                        false,
                        100,
                        200,
                        false,
                        10 * 1024 * 1024,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new NodeConfig.Stream(1500, 64, 16_384)));
        assertThat(config.p2p())
                .isEqualTo(new NodeConfig.P2p(
                        "0.0.0.0",
                        9000,
                        9001,
                        Optional.empty(),
                        50,
                        List.of(),
                        true,
                        8,
                        false,
                        100,
                        Duration.ofHours(24)));
        assertThat(config.tau().address()).isEmpty();
        assertThat(config.storage()).isEqualTo(new NodeConfig.Storage(64L << 20, Optional.empty(), 0, 0));
        assertThat(config.evaluation())
                .isEqualTo(new NodeConfig.Evaluation(
                        0,
                        1024,
                        Duration.ofSeconds(60),
                        new NodeConfig.Wasm(WasmEngine.COMPILER, 0, 64, Optional.empty())));
        assertThat(config.crypto().provider()).isEqualTo(ProviderChoice.AUTO);
        assertThat(config.goals().dir()).isEqualTo(loader.dataDir.resolve("goals"));
        assertThat(loaded.values())
                .hasSize(Settings.ALL.size())
                .allMatch(value -> value.origin().equals(Origin.DEFAULT));
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.file()).isEmpty();
    }

    @Test
    void flagBeatsEnvironmentBeatsFileBeatsDefault() throws Exception {
        assertThat(loader.load().config().api().port()).isEqualTo(8000);
        loader.file("[api]\nport = 1001\n");
        assertThat(loader.load().config().api().port()).isEqualTo(1001);
        loader.environment.put("IAN_API_PORT", "1002");
        assertThat(loader.load().config().api().port()).isEqualTo(1002);
        loader.flags.put("--api-port", "1003");
        assertThat(loader.load().config().api().port()).isEqualTo(1003);
        assertThat(loader.resolved("api.port").origin()).hasToString("flag --api-port");
    }

    @Test
    void anEmptyVariableCountsAsUnset() throws Exception {
        loader.file("[api]\nport = 1001\n");
        loader.environment.put("IAN_API_PORT", "");
        loader.environment.put("IAN_API_KEY_FILE", "");
        loader.environment.put("IAN_CONFIG", "");
        assertThat(loader.load().config().api().port()).isEqualTo(1001);
    }

    @Test
    void everySettingIsReadFromAllThreeSources() throws Exception {
        Map<String, String> other = OtherValues.all();
        for (Setting<?> setting : Settings.ALL) {
            String value = other.get(setting.key());
            assertThat(value).as("a value to try for %s", setting.key()).isNotNull();
            if (setting.equals(Settings.DATA_DIR) || setting.secret()) {
                continue; // have tests of their own
            }
            for (Origin.Kind kind : List.of(Origin.Kind.FILE, Origin.Kind.ENVIRONMENT, Origin.Kind.FLAG)) {
                loader.reset();
                set(setting, kind, value);
                if (setting.equals(TauSettings.HOST)) {
                    loader.environment.put("IAN_TAU_PORT", "1");
                }
                if (setting.equals(TauSettings.PORT)) {
                    loader.environment.put("IAN_TAU_HOST", "tau");
                }
                if (setting.equals(ApiSettings.TLS_CERT_FILE)) {
                    loader.environment.put("IAN_API_TLS_KEY_FILE", "/tls/key.pem");
                }
                if (setting.equals(ApiSettings.TLS_KEY_FILE)) {
                    loader.environment.put("IAN_API_TLS_CERT_FILE", "/tls/cert.pem");
                }
                if (setting.equals(ApiSettings.PROTECT_READS)) {
                    loader.environment.put("IAN_API_KEY", LoaderFixture.KEY);
                }
                Resolved<?> found = loader.resolved(setting.key());
                assertThat(found.origin().kind())
                        .as("%s from %s", setting.key(), kind)
                        .isEqualTo(kind);
                assertThat(found.text()).as("%s from %s", setting.key(), kind).contains(value);
            }
        }
    }

    @Test
    void everyProblemIsReportedAtOnceWithSourceKeyValueAndRange() {
        loader.file("[api]\nport = 70000\nprot = 1\nmax_body_bytes = \"big\"\n[nod]\nx = 1\n");
        loader.environment.put("IAN_LOG_LEVEL", "LOUD");
        loader.environment.put("IAN_SEED_NODES", "tcp://a:1,b:2");
        loader.flags.put("--p2p-port", "-1");
        String path = loader.file.orElseThrow().toString();
        assertThat(loader.problems())
                .containsExactlyInAnyOrder(
                        "file " + path + ": unknown key api.prot (did you mean api.port?)",
                        "file " + path + ": unknown key nod.x",
                        "file " + path
                                + ": api.port: \"70000\" is not allowed for api.port: an integer from 0 to 65535",
                        "file " + path + ": api.max_body_bytes: \"big\" is not allowed, it must be an integer"
                                + " (an integer from 1024 to 67108864)",
                        "environment IAN_LOG_LEVEL: \"LOUD\" is not allowed for node.log_level:"
                                + " one of DEBUG, INFO, WARN, ERROR",
                        "environment IAN_SEED_NODES: \"tcp://a:1,b:2\" is not allowed for p2p.seed_nodes:"
                                + " up to 256 of `tcp://host:port`, in a variable or flag separated by commas",
                        "flag --p2p-port: \"-1\" is not allowed for p2p.port: an integer from 0 to 65535");
    }

    @Test
    void anUnknownFlagIsAnErrorThatSuggestsTheNearest() {
        loader.flags.put("--api-prot", "1");
        assertThat(loader.problems()).containsExactly("unknown flag --api-prot (did you mean --api-port?)");
    }

    @Test
    void anUnknownVariableIsOneWarning() throws Exception {
        loader.environment.put("IAN_API_PROT", "1");
        loader.environment.put("IAN_JAVA_OPTS", "-Xmx1g");
        loader.environment.put("PATH", "/bin");
        assertThat(loader.load().warnings())
                .containsExactly("environment: ignored, as no setting has this name:"
                        + " IAN_API_PROT (did you mean IAN_API_PORT?)");
    }

    @Test
    void seedNodesAreReadAsTheRunbookWritesThem() throws Exception {
        loader.environment.put("IAN_SEED_NODES", "tcp://seed1.ian.network:9000, tcp://[::1]:9000,tcp://10.0.0.1:1,");
        assertThat(loader.load().config().p2p().seedNodes())
                .containsExactly(
                        new HostPort("seed1.ian.network", 9000),
                        new HostPort("::1", 9000),
                        new HostPort("10.0.0.1", 1));
    }

    private void set(Setting<?> setting, Origin.Kind kind, String value) {
        switch (kind) {
            case FLAG -> loader.flags.put(setting.flag(), value);
            case ENVIRONMENT -> loader.environment.put(setting.environment(), value);
            case FILE -> {
                String[] name = setting.key().split("\\.");
                String toml = setting.isInteger() || setting.isBoolean()
                        ? value
                        : setting.isList() ? "[\"" + value.replace(",", "\", \"") + "\"]" : "\"" + value + "\"";
                loader.file("[" + name[0] + "]\n" + name[1] + " = " + toml + "\n");
            }
            case DEFAULT -> throw new IllegalArgumentException("a default cannot be set");
        }
    }
}
