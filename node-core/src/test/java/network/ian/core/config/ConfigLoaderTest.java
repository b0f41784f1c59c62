package network.ian.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    private static final String KEY = "s3cret-key-of-the-api";
    private static final String TAU_KEY = "1f".repeat(32);

    @TempDir
    Path home;

    private final Map<String, String> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> file = Optional.empty();
    private Path dataDir;

    @BeforeEach
    void placeDataDir() {
        dataDir = home.resolve(".ian");
    }

    @Test
    void withNothingSetEverythingHasItsDefault() throws Exception {
        LoadedConfig loaded = load();
        NodeConfig config = loaded.config();
        assertThat(config.node())
                .isEqualTo(new NodeConfig.Node(dataDir, "ian", LogLevel.INFO, dataDir.resolve("logs")));
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
        assertThat(config.goals().dir()).isEqualTo(dataDir.resolve("goals"));
        assertThat(loaded.values())
                .hasSize(Settings.ALL.size())
                .allMatch(value -> value.origin().equals(Origin.DEFAULT));
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.file()).isEmpty();
    }

    @Test
    void flagBeatsEnvironmentBeatsFileBeatsDefault() throws Exception {
        assertThat(load().config().api().port()).isEqualTo(8000);
        file("[api]\nport = 1001\n");
        assertThat(load().config().api().port()).isEqualTo(1001);
        environment.put("IAN_API_PORT", "1002");
        assertThat(load().config().api().port()).isEqualTo(1002);
        flags.put("--api-port", "1003");
        assertThat(load().config().api().port()).isEqualTo(1003);
        assertThat(resolved("api.port").origin()).hasToString("flag --api-port");
    }

    @Test
    void anEmptyVariableCountsAsUnset() throws Exception {
        file("[api]\nport = 1001\n");
        environment.put("IAN_API_PORT", "");
        environment.put("IAN_API_KEY_FILE", "");
        environment.put("IAN_CONFIG", "");
        assertThat(load().config().api().port()).isEqualTo(1001);
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
                reset();
                set(setting, kind, value);
                if (setting.equals(TauSettings.HOST)) {
                    environment.put("IAN_TAU_PORT", "1");
                }
                if (setting.equals(TauSettings.PORT)) {
                    environment.put("IAN_TAU_HOST", "tau");
                }
                if (setting.equals(ApiSettings.TLS_CERT_FILE)) {
                    environment.put("IAN_API_TLS_KEY_FILE", "/tls/key.pem");
                }
                if (setting.equals(ApiSettings.TLS_KEY_FILE)) {
                    environment.put("IAN_API_TLS_CERT_FILE", "/tls/cert.pem");
                }
                if (setting.equals(ApiSettings.PROTECT_READS)) {
                    environment.put("IAN_API_KEY", KEY);
                }
                Resolved<?> found = resolved(setting.key());
                assertThat(found.origin().kind())
                        .as("%s from %s", setting.key(), kind)
                        .isEqualTo(kind);
                assertThat(found.text()).as("%s from %s", setting.key(), kind).contains(value);
            }
        }
    }

    @Test
    void everyProblemIsReportedAtOnceWithSourceKeyValueAndRange() {
        file("[api]\nport = 70000\nprot = 1\nmax_body_bytes = \"big\"\n[nod]\nx = 1\n");
        environment.put("IAN_LOG_LEVEL", "LOUD");
        environment.put("IAN_SEED_NODES", "tcp://a:1,b:2");
        flags.put("--p2p-port", "-1");
        String path = file.orElseThrow().toString();
        assertThat(problems())
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
        flags.put("--api-prot", "1");
        assertThat(problems()).containsExactly("unknown flag --api-prot (did you mean --api-port?)");
    }

    @Test
    void anUnknownVariableIsOneWarning() throws Exception {
        environment.put("IAN_API_PROT", "1");
        environment.put("IAN_JAVA_OPTS", "-Xmx1g");
        environment.put("PATH", "/bin");
        assertThat(load().warnings())
                .containsExactly("environment: ignored, as no setting has this name:"
                        + " IAN_API_PROT (did you mean IAN_API_PORT?)");
    }

    @Test
    void aSecretComesFromAFileAndIsNeverShown() throws Exception {
        Path secret = Files.writeString(home.resolve("key"), KEY + "\n");
        for (Runnable source : List.<Runnable>of(
                () -> environment.put("IAN_API_KEY_FILE", secret.toString()),
                () -> environment.put("IAN_API_KEY", KEY),
                () -> flags.put("--api-key-file", "~/key"),
                () -> file("[api]\nkey_file = \"" + secret + "\"\n"),
                () -> file("[api]\nkey = \"" + KEY + "\"\n"))) {
            reset();
            source.run();
            LoadedConfig loaded = load();
            assertThat(loaded.config().api().key().orElseThrow().reveal()).isEqualTo(KEY);
            assertThat(loaded.config().toString() + loaded.config().api()).doesNotContain(KEY);
            assertThat(resolved("api.key").shown()).contains("<redacted>");
            assertThat(resolved("api.key").toString()).doesNotContain(KEY);
        }
    }

    @Test
    void aWrongSecretIsRefusedWithoutShowingIt() {
        environment.put("IAN_API_KEY", "short");
        assertThat(problems())
                .containsExactly("environment IAN_API_KEY: the value (hidden) is not allowed for api.key:"
                        + " 8 to 512 visible ASCII characters");
    }

    @Test
    void aSecretGivenTwiceIsRefused() {
        environment.put("IAN_API_KEY", KEY);
        environment.put("IAN_API_KEY_FILE", "/nowhere");
        assertThat(problems())
                .contains("environment IAN_API_KEY and environment IAN_API_KEY_FILE are both set; set one of them")
                .anyMatch(line -> line.contains("/nowhere") && line.contains("cannot be read"));
    }

    @Test
    void theFileInTheDataDirectoryIsReadUnlessAnotherIsNamed() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        Files.writeString(other.resolve("ian.toml"), "[api]\nport = 1\n");
        environment.put("IAN_DATA_DIR", other.toString());
        assertThat(load().config().api().port()).isEqualTo(1);
        assertThat(load().file()).contains(other.resolve("ian.toml"));

        environment.put(
                "IAN_CONFIG",
                Files.writeString(home.resolve("b.toml"), "[api]\nport = 2\n").toString());
        assertThat(load().config().api().port()).isEqualTo(2);

        file = Optional.of(Files.writeString(home.resolve("c.toml"), "[api]\nport = 3\n"));
        assertThat(load().config().api().port()).isEqualTo(3);
    }

    @Test
    void aFileFoundInTheDataDirectoryCannotMoveIt() throws Exception {
        Files.createDirectories(dataDir);
        Files.writeString(dataDir.resolve("ian.toml"), "[node]\ndata_dir = \"/elsewhere\"\n");
        assertThat(problems()).singleElement().asString().contains("points away from the data directory");
        Files.writeString(dataDir.resolve("ian.toml"), "[node]\ndata_dir = \"~/.ian\"\n");
        assertThat(load().config().node().dataDir()).isEqualTo(dataDir);
    }

    @Test
    void aNamedFileMovesTheDataDirectoryAndWhatFollowsIt() throws Exception {
        file("[node]\ndata_dir = \"~/d/../e\"\n");
        assertThat(load().config().node().dataDir()).isEqualTo(home.resolve("e"));
        assertThat(load().config().node().logDir()).isEqualTo(home.resolve("e/logs"));
    }

    @Test
    void aFileThatIsMissingOrNoTomlIsRefused() throws IOException {
        file = Optional.of(home.resolve("none.toml"));
        assertThat(problems()).containsExactly("file " + home.resolve("none.toml") + ": does not exist");
        file("[api]\nport = \n");
        assertThat(problems()).singleElement().asString().contains("line 2: not valid TOML");
        file("[api]\nport = 1\nport = 2\n");
        assertThat(problems()).singleElement().asString().contains("not valid TOML: Duplicate key");
        Files.write(file.orElseThrow(), new byte[] {'#', (byte) 0xff});
        assertThat(problems()).singleElement().asString().contains("not valid UTF-8");
        Files.write(file.orElseThrow(), new byte[TomlFile.MAX_BYTES + 1]);
        assertThat(problems()).singleElement().asString().contains("longer than");
    }

    @Test
    void valuesThatContradictEachOtherAreRefused() {
        environment.put("IAN_TAU_HOST", "tau");
        environment.put("IAN_API_PROTECT_READS", "true");
        environment.put("IAN_API_PORT", "9001");
        assertThat(problems())
                .containsExactly(
                        "tau.host and tau.port go together: tau.host=tau (environment IAN_TAU_HOST), tau.port= (default)",
                        "api.protect_reads=true (environment IAN_API_PROTECT_READS) protects nothing without api.key or api.require_token:"
                                + " whoever may not read could still write",
                        "api.port=9001 (environment IAN_API_PORT) and p2p.ws_port=9001 (default) are the same port");
    }

    @Test
    void certificateAndKeyGoTogether() {
        environment.put("IAN_API_TLS_CERT_FILE", "/tls/cert.pem");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("api.tls_cert_file and api.tls_key_file go together: ");
    }

    @Test
    void readsCanBeProtectedByTokensAlone() throws Exception {
        environment.put("IAN_API_PROTECT_READS", "true");
        environment.put("IAN_API_REQUIRE_TOKEN", "true");
        environment.put("IAN_API_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8");
        NodeConfig.Api api = load().config().api();
        assertThat(api.protectsWrites()).isTrue();
        assertThat(api.trustedProxies().toString()).isEqualTo("[127.0.0.1/32, 10.0.0.0/8]");
        environment.put("IAN_API_TRUSTED_PROXIES", "nginx");
        assertThat(problems()).singleElement().asString().contains("IAN_API_TRUSTED_PROXIES");
    }

    @Test
    void aKeyWithoutATauNodeIsRefused() {
        environment.put("IAN_TAU_KEY", TAU_KEY);
        assertThat(problems())
                .containsExactly("tau.key is of no use without tau.host and tau.port: nothing would be anchored");
    }

    @Test
    void theTauKeysFileMustBeClosedToOthers() throws Exception {
        Path key = home.resolve("tau.key");
        Files.writeString(key, TAU_KEY + "\n");
        environment.putAll(Map.of("IAN_TAU_HOST", "tau", "IAN_TAU_PORT", "1", "IAN_TAU_KEY_FILE", key.toString()));
        for (String open : List.of("rw----r--", "rw-----w-", "rw--w----", "rw------x")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(open));
            assertThat(problems())
                    .as(open)
                    .containsExactly("environment IAN_TAU_KEY_FILE: \"" + key
                            + "\" holds a private key but other users have access to it; mend it with: chmod 600 "
                            + key);
        }
        for (String closed : List.of("rw-------", "r--r-----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(closed));
            assertThat(load().config().tau().key().orElseThrow().matches(TAU_KEY))
                    .as(closed)
                    .isTrue();
        }
    }

    @Test
    void anyFreePortMayBeAskedForMoreThanOnce() throws Exception {
        environment.putAll(Map.of("IAN_API_PORT", "0", "IAN_P2P_PORT", "0", "IAN_WS_PORT", "0"));
        assertThat(load().config().p2p().wsPort()).isZero();
    }

    @Test
    void seedNodesAreReadAsTheRunbookWritesThem() throws Exception {
        environment.put("IAN_SEED_NODES", "tcp://seed1.ian.network:9000, tcp://[::1]:9000,tcp://10.0.0.1:1,");
        assertThat(load().config().p2p().seedNodes())
                .containsExactly(
                        new HostPort("seed1.ian.network", 9000),
                        new HostPort("::1", 9000),
                        new HostPort("10.0.0.1", 1));
    }

    private void set(Setting<?> setting, Origin.Kind kind, String value) {
        switch (kind) {
            case FLAG -> flags.put(setting.flag(), value);
            case ENVIRONMENT -> environment.put(setting.environment(), value);
            case FILE -> {
                String[] name = setting.key().split("\\.");
                String toml = setting.isInteger() || setting.isBoolean()
                        ? value
                        : setting.isList() ? "[\"" + value.replace(",", "\", \"") + "\"]" : "\"" + value + "\"";
                file("[" + name[0] + "]\n" + name[1] + " = " + toml + "\n");
            }
            case DEFAULT -> throw new IllegalArgumentException("a default cannot be set");
        }
    }

    private void reset() {
        flags.clear();
        environment.clear();
        file = Optional.empty();
    }

    private void file(String toml) {
        try {
            file = Optional.of(Files.writeString(home.resolve("test.toml"), toml));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Resolved<?> resolved(String key) throws ConfigException {
        return load().values().stream()
                .filter(value -> value.setting().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private LoadedConfig load() throws ConfigException {
        return ConfigLoader.load(new ConfigSources(file, flags, environment, home));
    }

    private List<String> problems() {
        return catchThrowableOfType(ConfigException.class, this::load).problems();
    }
}
