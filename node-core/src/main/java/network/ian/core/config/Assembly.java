package network.ian.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that are right one by one, put together and checked against each other. */
final class Assembly {

    private final Map<Setting<?>, Resolved<?>> values;

    Assembly(Map<Setting<?>, Resolved<?>> values) {
        this.values = values;
    }

    List<String> contradictions() {
        List<String> problems = new ArrayList<>();
        if (optional(Settings.TAU_HOST).isPresent()
                != optional(Settings.TAU_PORT).isPresent()) {
            problems.add(
                    "tau.host and tau.port go together: " + shown(Settings.TAU_HOST) + ", " + shown(Settings.TAU_PORT));
        }
        if (optional(Settings.TAU_KEY).isPresent()
                && optional(Settings.TAU_HOST).isEmpty()) {
            problems.add("tau.key is of no use without tau.host and tau.port: nothing would be anchored");
        }
        if (required(Settings.API_PROTECT_READS)
                && !required(Settings.API_REQUIRE_TOKEN)
                && optional(Settings.API_KEY).isEmpty()) {
            problems.add(shown(Settings.API_PROTECT_READS)
                    + " protects nothing without api.key or api.require_token: whoever may not read could still write");
        }
        if (optional(Settings.API_TLS_CERT_FILE).isPresent()
                != optional(Settings.API_TLS_KEY_FILE).isPresent()) {
            problems.add("api.tls_cert_file and api.tls_key_file go together: " + shown(Settings.API_TLS_CERT_FILE)
                    + ", " + shown(Settings.API_TLS_KEY_FILE));
        }
        Map<Integer, Setting<Integer>> taken = new HashMap<>();
        for (Setting<Integer> port : List.of(Settings.API_PORT, Settings.P2P_PORT, Settings.WS_PORT)) {
            int number = required(port);
            Setting<Integer> other = number == 0 ? null : taken.putIfAbsent(number, port);
            if (other != null) {
                problems.add(shown(other) + " and " + shown(port) + " are the same port");
            }
        }
        return problems;
    }

    NodeConfig config() {
        return new NodeConfig(
                new NodeConfig.Node(
                        required(Settings.DATA_DIR),
                        required(Settings.NETWORK_ID),
                        required(Settings.LOG_LEVEL),
                        required(Settings.LOG_DIR)),
                api(),
                p2p(),
                tau(),
                new NodeConfig.Storage(
                        required(Settings.SEGMENT_BYTES),
                        optional(Settings.MIN_FREE_DISK_BYTES),
                        required(Settings.GOAL_QUOTA_BYTES),
                        required(Settings.DATA_QUOTA_BYTES)),
                new NodeConfig.Evaluation(
                        required(Settings.EVALUATION_THREADS),
                        required(Settings.EVALUATION_QUEUE),
                        Duration.ofMillis(required(Settings.EVALUATION_WALL_TIME_MS)),
                        new NodeConfig.Wasm(
                                required(WasmSettings.ENGINE),
                                required(WasmSettings.THREADS),
                                required(WasmSettings.QUEUE),
                                optional(WasmSettings.MEMORY_BYTES))),
                new NodeConfig.Crypto(required(Settings.CRYPTO_PROVIDER)),
                new NodeConfig.Goals(required(Settings.GOALS_DIR), required(Settings.GOALS_MAX)));
    }

    private NodeConfig.Api api() {
        return new NodeConfig.Api(
                required(Settings.API_HOST),
                required(Settings.API_PORT),
                optional(Settings.API_KEY),
                required(Settings.API_PROTECT_READS),
                required(Settings.API_REQUIRE_TOKEN),
                required(Settings.API_RATE_PER_SECOND),
                required(Settings.API_RATE_BURST),
                required(Settings.API_RATE_LIMIT_LOOPBACK),
                required(Settings.API_MAX_BODY_BYTES),
                required(Settings.API_TRUSTED_PROXIES),
                optional(Settings.API_TLS_CERT_FILE)
                        .map(certificate -> new NodeConfig.ApiTls(certificate, required(Settings.API_TLS_KEY_FILE))),
                optional(Settings.API_CA_FILE),
                new NodeConfig.Stream(
                        required(Settings.API_STREAM_MAX_CLIENTS),
                        required(Settings.API_STREAM_MAX_PER_ADDRESS),
                        required(Settings.API_STREAM_HISTORY)));
    }

    private NodeConfig.P2p p2p() {
        return new NodeConfig.P2p(
                required(Settings.LISTEN_HOST),
                required(Settings.P2P_PORT),
                required(Settings.WS_PORT),
                optional(Settings.ADVERTISE_ADDR),
                required(Settings.MAX_PEERS),
                required(Settings.SEED_NODES),
                required(Settings.PEER_EXCHANGE),
                required(Settings.TARGET_OUTBOUND),
                required(Settings.SMALL_NETWORK),
                required(Settings.PEER_BUDGET_PERCENT),
                Duration.ofHours(required(Settings.PEER_BAN_HOURS)));
    }

    private NodeConfig.Tau tau() {
        return new NodeConfig.Tau(
                optional(Settings.TAU_HOST).map(host -> new HostPort(host, required(Settings.TAU_PORT))),
                optional(Settings.TAU_KEY),
                Duration.ofSeconds(required(Settings.TAU_COMMIT_INTERVAL)),
                required(Settings.TAU_COMMIT_CONTRIBUTIONS),
                required(Settings.TAU_MAX_FEE),
                Duration.ofSeconds(required(Settings.TAU_POLL)),
                required(Settings.TAU_PRODUCTION));
    }

    private <T> T required(Setting<T> setting) {
        return optional(setting).orElseThrow(() -> new IllegalStateException(setting.key() + " has no default"));
    }

    @SuppressWarnings("unchecked") // the map's value was read for this very key
    private <T> Optional<T> optional(Setting<T> setting) {
        return ((Resolved<T>) values.get(setting)).value();
    }

    private String shown(Setting<?> setting) {
        return values.get(setting).toString();
    }
}
