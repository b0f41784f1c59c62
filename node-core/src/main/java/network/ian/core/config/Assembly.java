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
        if (optional(TauSettings.HOST).isPresent() != optional(TauSettings.PORT).isPresent()) {
            problems.add(
                    "tau.host and tau.port go together: " + shown(TauSettings.HOST) + ", " + shown(TauSettings.PORT));
        }
        if (optional(TauSettings.KEY).isPresent() && optional(TauSettings.HOST).isEmpty()) {
            problems.add("tau.key is of no use without tau.host and tau.port: nothing would be anchored");
        }
        if (required(ApiSettings.PROTECT_READS)
                && !required(ApiSettings.REQUIRE_TOKEN)
                && optional(ApiSettings.KEY).isEmpty()) {
            problems.add(shown(ApiSettings.PROTECT_READS)
                    + " protects nothing without api.key or api.require_token: whoever may not read could still write");
        }
        if (optional(ApiSettings.TLS_CERT_FILE).isPresent()
                != optional(ApiSettings.TLS_KEY_FILE).isPresent()) {
            problems.add("api.tls_cert_file and api.tls_key_file go together: " + shown(ApiSettings.TLS_CERT_FILE)
                    + ", " + shown(ApiSettings.TLS_KEY_FILE));
        }
        Map<Integer, Setting<Integer>> taken = new HashMap<>();
        for (Setting<Integer> port : List.of(ApiSettings.PORT, PeerSettings.PORT, PeerSettings.WS_PORT)) {
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
                        required(StorageSettings.SEGMENT_BYTES),
                        optional(StorageSettings.MIN_FREE_DISK_BYTES),
                        required(StorageSettings.GOAL_QUOTA_BYTES),
                        required(StorageSettings.DATA_QUOTA_BYTES)),
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
                required(ApiSettings.HOST),
                required(ApiSettings.PORT),
                optional(ApiSettings.KEY),
                required(ApiSettings.PROTECT_READS),
                required(ApiSettings.REQUIRE_TOKEN),
                required(ApiSettings.RATE_PER_SECOND),
                required(ApiSettings.RATE_BURST),
                required(ApiSettings.RATE_LIMIT_LOOPBACK),
                required(ApiSettings.MAX_BODY_BYTES),
                required(ApiSettings.TRUSTED_PROXIES),
                optional(ApiSettings.TLS_CERT_FILE)
                        .map(certificate -> new NodeConfig.ApiTls(certificate, required(ApiSettings.TLS_KEY_FILE))),
                optional(ApiSettings.CA_FILE),
                new NodeConfig.Stream(
                        required(ApiSettings.STREAM_MAX_CLIENTS),
                        required(ApiSettings.STREAM_MAX_PER_ADDRESS),
                        required(ApiSettings.STREAM_HISTORY)));
    }

    private NodeConfig.P2p p2p() {
        return new NodeConfig.P2p(
                required(PeerSettings.LISTEN_HOST),
                required(PeerSettings.PORT),
                required(PeerSettings.WS_PORT),
                optional(PeerSettings.ADVERTISE_ADDR),
                required(PeerSettings.MAX_PEERS),
                required(PeerSettings.SEED_NODES),
                required(PeerSettings.EXCHANGE),
                required(PeerSettings.TARGET_OUTBOUND),
                required(PeerSettings.SMALL_NETWORK),
                required(PeerSettings.BUDGET_PERCENT),
                Duration.ofHours(required(PeerSettings.BAN_HOURS)));
    }

    private NodeConfig.Tau tau() {
        return new NodeConfig.Tau(
                optional(TauSettings.HOST).map(host -> new HostPort(host, required(TauSettings.PORT))),
                optional(TauSettings.KEY),
                Duration.ofSeconds(required(TauSettings.COMMIT_INTERVAL)),
                required(TauSettings.COMMIT_CONTRIBUTIONS),
                required(TauSettings.MAX_FEE),
                Duration.ofSeconds(required(TauSettings.POLL)),
                required(TauSettings.PRODUCTION));
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
