package network.ian.core.config;

import static network.ian.core.config.Setting.open;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The settings of {@code api}: the HTTP API and the event stream; {@link Settings#ALL} has them among the others. */
public final class ApiSettings {

    public static final Setting<String> HOST = open(
            "api.host",
            "IAN_API_HOST",
            ValueType.host(),
            "127.0.0.1",
            "Address that the HTTP API listens on; `0.0.0.0` for all (the container sets that).");
    public static final Setting<Integer> PORT = open(
            "api.port", "IAN_API_PORT", ValueType.listenPort(), "8000", "Port of the HTTP API; 0 takes any free one.");
    public static final Setting<Secret> KEY = new Setting<>(
            "api.key",
            "IAN_API_KEY",
            ValueType.text("8 to 512 visible ASCII characters", Pattern.compile("[\\x21-\\x7e]{8,512}"))
                    .map(Secret::new),
            "",
            Setting.Secrecy.SECRET,
            "Key that POST and admin calls must carry; none: POST needs none. Opens what an admin token opens.");
    public static final Setting<Boolean> PROTECT_READS = open(
            "api.protect_reads",
            "IAN_API_PROTECT_READS",
            ValueType.bool(),
            "false",
            "Whether reads need a key or token too.");
    public static final Setting<Boolean> REQUIRE_TOKEN = open(
            "api.require_token",
            "IAN_API_REQUIRE_TOKEN",
            ValueType.bool(),
            "false",
            "Whether POST contribute needs a token or key where no `api.key` is set.");
    public static final Setting<Integer> RATE_PER_SECOND = open(
            "api.rate_per_second",
            "IAN_API_RATE_PER_SECOND",
            ValueType.integer(1, 1_000_000),
            "100",
            "Requests a second that one client address may make for long.");
    public static final Setting<Integer> RATE_BURST = open(
            "api.rate_burst",
            "IAN_API_RATE_BURST",
            ValueType.integer(1, 1_000_000),
            "200",
            "Requests that one client address may make at once.");
    public static final Setting<Boolean> RATE_LIMIT_LOOPBACK = open(
            "api.rate_limit_loopback",
            "IAN_API_RATE_LIMIT_LOOPBACK",
            ValueType.bool(),
            "false",
            "Whether clients on this machine are limited too.");
    public static final Setting<Integer> MAX_BODY_BYTES = open(
            "api.max_body_bytes",
            "IAN_API_MAX_BODY_BYTES",
            ValueType.integer(1024, 64 << 20),
            "10485760",
            "Longest request body in bytes; longer ones get 413.");
    public static final Setting<List<AddressRange>> TRUSTED_PROXIES = open(
            "api.trusted_proxies",
            "IAN_API_TRUSTED_PROXIES",
            ValueType.addressRanges(256),
            "",
            "Proxies in front of the API, whose `X-Forwarded-For` says who the client is.");
    public static final Setting<Path> TLS_CERT_FILE = open(
            "api.tls_cert_file",
            "IAN_API_TLS_CERT_FILE",
            ValueType.path(),
            "",
            "Certificate of the API and its chain, PEM; with `api.tls_key_file` the API speaks HTTPS only.");
    public static final Setting<Path> TLS_KEY_FILE = open(
            "api.tls_key_file",
            "IAN_API_TLS_KEY_FILE",
            ValueType.path(),
            "",
            "Private key of that certificate: RSA, EC or Ed25519, PKCS#8 PEM without a password, closed to others.");
    public static final Setting<Path> CA_FILE = open(
            "api.ca_file",
            "IAN_API_CA_FILE",
            ValueType.path(),
            "",
            "Certificates (PEM) of the authorities that `ian` commands trust when they ask a node over HTTPS;"
                    + " none: those of Java.");
    public static final Setting<Integer> STREAM_MAX_CLIENTS = open(
            "api.stream_max_clients",
            "IAN_API_STREAM_MAX_CLIENTS",
            ValueType.integer(1, 100_000),
            "1500",
            "Most clients of the event stream at a time, of both ports.");
    public static final Setting<Integer> STREAM_MAX_PER_ADDRESS = open(
            "api.stream_max_per_address",
            "IAN_API_STREAM_MAX_PER_ADDRESS",
            ValueType.integer(1, 100_000),
            "64",
            "Most of them from one client address.");
    public static final Setting<Integer> STREAM_HISTORY = open(
            "api.stream_history",
            "IAN_API_STREAM_HISTORY",
            ValueType.integer(64, 1 << 20),
            "16384",
            "Events kept for clients that resume or are behind, about 1 KiB of memory each.");

    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            KEY,
            PROTECT_READS,
            REQUIRE_TOKEN,
            RATE_PER_SECOND,
            RATE_BURST,
            RATE_LIMIT_LOOPBACK,
            MAX_BODY_BYTES,
            TRUSTED_PROXIES,
            TLS_CERT_FILE,
            TLS_KEY_FILE,
            CA_FILE,
            STREAM_MAX_CLIENTS,
            STREAM_MAX_PER_ADDRESS,
            STREAM_HISTORY);

    private ApiSettings() {}
}
