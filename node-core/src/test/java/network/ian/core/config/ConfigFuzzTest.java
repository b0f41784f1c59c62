package network.ian.core.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file, and the values of variables. */
class ConfigFuzzTest extends FuzzContract {

    private static final byte[] TOML = """
            # a comment
            [node]
            data_dir = "/srv/ian"
            log_level = "WARN"

            [api]
            port = 8080
            protect_reads = true
            key = "0123456789abcdef"
            trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]

            [p2p]
            seed_nodes = ["tcp://seed1.ian.network:9000", 'tcp://[::1]:9000']
            advertise_addr = "203.0.113.7:9000"

            [storage]
            segment_bytes = 67108864
            """.getBytes(StandardCharsets.UTF_8);

    private static final byte[] VARIABLES = """
            IAN_API_PORT=8080
            IAN_API_KEY=0123456789abcdef
            IAN_API_TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8
            IAN_SEED_NODES=tcp://seed1.ian.network:9000,tcp://[::1]:9000
            IAN_ADVERTISE_ADDR=203.0.113.7:9000
            IAN_TAU_KEY=1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f
            IAN_TAU_HOST=tau.example
            IAN_TAU_PORT=65432
            IAN_LOG_LEVEL=INFO
            IAN_DATA_DIR=~/.ian
            IAN_NETWORK_ID=ian
            IAN_MAX_PEERS=50
            IAN_P2P_TARGET_OUTBOUND=8
            """.getBytes(StandardCharsets.UTF_8);

    private static final List<String> WORDS = List.of(
            "[",
            "]",
            "[[",
            "]]",
            "\"\"\"",
            "'''",
            "=",
            ".",
            "\n",
            "\r",
            "#",
            "{",
            "}",
            "inf",
            "nan",
            "0x7f",
            "1_000",
            "1979-05-27T07:32:00Z",
            "\\u0000",
            "\\UFFFFFFFF",
            "a.b.c.d = 1\n",
            "true",
            ",",
            "tcp://",
            "[::1]",
            "/129",
            "~/");

    @TempDir
    Path home;

    @Override
    protected List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "configuration file",
                        List.of(TOML),
                        WORDS,
                        List.of(ConfigException.class),
                        new Allocation(2_000, 1 << 20),
                        200_000,
                        this::file),
                new FuzzTarget(
                        "environment",
                        List.of(VARIABLES),
                        WORDS,
                        List.of(ConfigException.class),
                        new Allocation(1_000, 1 << 20),
                        200_000,
                        this::environment));
    }

    private void file(byte[] input) throws Exception {
        Path file = home.resolve("fuzz.toml");
        Files.write(file, input);
        ConfigLoader.load(new ConfigSources(Optional.of(file), Map.of(), Map.of(), home));
    }

    /** As the system passes them: names and values are text without NUL. */
    private void environment(byte[] input) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String line : new String(input, StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.indexOf('\0') < 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, home));
    }
}
