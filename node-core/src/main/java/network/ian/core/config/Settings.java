package network.ian.core.config;

import static network.ian.core.config.Setting.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Every setting of the node: the one table that everything else follows. */
public final class Settings {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
    private static final String HOST_RANGE = "a host name or an IP address";
    private static final ValueType<Integer> LISTEN_PORT = ValueType.integer(0, 65535);
    private static final ValueType<Long> QUOTA = ValueType.longInteger(0, Long.MAX_VALUE);

    public static final Setting<Path> DATA_DIR = open(
            "node.data_dir",
            "IAN_DATA_DIR",
            ValueType.path(),
            "~/.ian",
            "Where the node keeps everything it must not lose.");
    public static final Setting<String> NETWORK_ID = open(
            "node.network_id",
            "IAN_NETWORK_ID",
            ValueType.text("1 to 64 of `A-Z a-z 0-9 . _ -`", Pattern.compile("[A-Za-z0-9._-]{1,64}")),
            "ian",
            "Name of the network; nodes of another network are not talked to.");
    public static final Setting<LogLevel> LOG_LEVEL = open(
            "node.log_level",
            "IAN_LOG_LEVEL",
            ValueType.choice(LogLevel.class, name -> name),
            "INFO",
            "Least severe level that is logged.");
    public static final Setting<Path> LOG_DIR = open(
            "node.log_dir",
            "IAN_LOG_DIR",
            ValueType.path(),
            "<data dir>/logs",
            "Directory of `node.log` and its rotated files.");

    public static final Setting<String> API_HOST = open(
            "api.host",
            "IAN_API_HOST",
            ValueType.text(HOST_RANGE, HOST),
            "127.0.0.1",
            "Address that the HTTP API listens on; `0.0.0.0` for all (the container sets that).");
    public static final Setting<Integer> API_PORT =
            open("api.port", "IAN_API_PORT", LISTEN_PORT, "8000", "Port of the HTTP API; 0 takes any free one.");
    public static final Setting<Secret> API_KEY = new Setting<>(
            "api.key",
            "IAN_API_KEY",
            ValueType.text("8 to 512 visible ASCII characters", Pattern.compile("[\\x21-\\x7e]{8,512}"))
                    .map(Secret::new),
            "",
            Setting.Secrecy.SECRET,
            "Key that POST and admin calls must carry; none: POST needs none. Opens what an admin token opens.");
    public static final Setting<Boolean> API_PROTECT_READS = open(
            "api.protect_reads",
            "IAN_API_PROTECT_READS",
            ValueType.bool(),
            "false",
            "Whether reads need a key or token too.");
    public static final Setting<Boolean> API_REQUIRE_TOKEN = open(
            "api.require_token",
            "IAN_API_REQUIRE_TOKEN",
            ValueType.bool(),
            "false",
            "Whether POST contribute needs a token or key where no `api.key` is set.");
    public static final Setting<Integer> API_RATE_PER_SECOND = open(
            "api.rate_per_second",
            "IAN_API_RATE_PER_SECOND",
            ValueType.integer(1, 1_000_000),
            "100",
            "Requests a second that one client address may make for long.");
    public static final Setting<Integer> API_RATE_BURST = open(
            "api.rate_burst",
            "IAN_API_RATE_BURST",
            ValueType.integer(1, 1_000_000),
            "200",
            "Requests that one client address may make at once.");
    public static final Setting<Boolean> API_RATE_LIMIT_LOOPBACK = open(
            "api.rate_limit_loopback",
            "IAN_API_RATE_LIMIT_LOOPBACK",
            ValueType.bool(),
            "false",
            "Whether clients on this machine are limited too.");
    public static final Setting<Integer> API_MAX_BODY_BYTES = open(
            "api.max_body_bytes",
            "IAN_API_MAX_BODY_BYTES",
            ValueType.integer(1024, 64 << 20),
            "10485760",
            "Longest request body in bytes; longer ones get 413.");
    public static final Setting<List<AddressRange>> API_TRUSTED_PROXIES = open(
            "api.trusted_proxies",
            "IAN_API_TRUSTED_PROXIES",
            ValueType.addressRanges(256),
            "",
            "Proxies in front of the API, whose `X-Forwarded-For` says who the client is.");
    public static final Setting<Path> API_TLS_CERT_FILE = open(
            "api.tls_cert_file",
            "IAN_API_TLS_CERT_FILE",
            ValueType.path(),
            "",
            "Certificate of the API and its chain, PEM; with `api.tls_key_file` the API speaks HTTPS only.");
    public static final Setting<Path> API_TLS_KEY_FILE = open(
            "api.tls_key_file",
            "IAN_API_TLS_KEY_FILE",
            ValueType.path(),
            "",
            "Private key of that certificate: RSA, EC or Ed25519, PKCS#8 PEM without a password, closed to others.");
    public static final Setting<Path> API_CA_FILE = open(
            "api.ca_file",
            "IAN_API_CA_FILE",
            ValueType.path(),
            "",
            "Certificates (PEM) of the authorities that `ian` commands trust when they ask a node over HTTPS;"
                    + " none: those of Java.");

    public static final Setting<Integer> API_STREAM_MAX_CLIENTS = open(
            "api.stream_max_clients",
            "IAN_API_STREAM_MAX_CLIENTS",
            ValueType.integer(1, 100_000),
            "1500",
            "Most clients of the event stream at a time, of both ports.");
    public static final Setting<Integer> API_STREAM_MAX_PER_ADDRESS = open(
            "api.stream_max_per_address",
            "IAN_API_STREAM_MAX_PER_ADDRESS",
            ValueType.integer(1, 100_000),
            "64",
            "Most of them from one client address.");
    public static final Setting<Integer> API_STREAM_HISTORY = open(
            "api.stream_history",
            "IAN_API_STREAM_HISTORY",
            ValueType.integer(64, 1 << 20),
            "16384",
            "Events kept for clients that resume or are behind, about 1 KiB of memory each.");

    public static final Setting<String> LISTEN_HOST = open(
            "p2p.listen_host",
            "IAN_LISTEN_HOST",
            ValueType.text(HOST_RANGE, HOST),
            "0.0.0.0",
            "Address that peers connect to on this machine.");
    public static final Setting<Integer> P2P_PORT =
            open("p2p.port", "IAN_P2P_PORT", LISTEN_PORT, "9000", "Port for peers; 0 takes any free one.");
    public static final Setting<Integer> WS_PORT = open(
            "p2p.ws_port",
            "IAN_WS_PORT",
            LISTEN_PORT,
            "9001",
            "Port of the event stream, on the API's address (`api.host`); 0 takes any free one.");
    public static final Setting<HostPort> ADVERTISE_ADDR = open(
            "p2p.advertise_addr",
            "IAN_ADVERTISE_ADDR",
            ValueType.hostPort(),
            "",
            "Address under which peers reach this node, where it differs from what they see.");
    public static final Setting<Integer> MAX_PEERS =
            open("p2p.max_peers", "IAN_MAX_PEERS", ValueType.integer(1, 10_000), "50", "Most peers at a time.");
    public static final Setting<List<HostPort>> SEED_NODES = open(
            "p2p.seed_nodes",
            "IAN_SEED_NODES",
            ValueType.tcpAddresses(256),
            "",
            "Peers to start from; a name that resolves to many addresses means all of them.");

    public static final Setting<Boolean> PEER_EXCHANGE = open(
            "p2p.peer_exchange",
            "IAN_P2P_PEER_EXCHANGE",
            ValueType.bool(),
            "true",
            "Whether addresses are asked for and learnt from peers; without it only seeds and added peers are dialled.");
    public static final Setting<Integer> TARGET_OUTBOUND = open(
            "p2p.target_outbound",
            "IAN_P2P_TARGET_OUTBOUND",
            ValueType.integer(0, 10_000),
            "8",
            "Connections that the node opens itself and keeps; their slots are reserved.");

    public static final Setting<Boolean> SMALL_NETWORK = open(
            "p2p.small_network",
            "IAN_SMALL_NETWORK",
            ValueType.bool(),
            "false",
            "Whether two peers are enough, as among three nodes: the node's own IANLowPeers then keeps quiet, as with"
                    + " the label `network: small` in Prometheus.");

    public static final Setting<Integer> PEER_BUDGET_PERCENT = open(
            "p2p.budget_percent",
            "IAN_P2P_BUDGET_PERCENT",
            ValueType.integer(1, 10_000),
            "100",
            "What peers may send before it is dropped, in percent of the usual budgets.");
    public static final Setting<Integer> PEER_BAN_HOURS = open(
            "p2p.ban_hours",
            "IAN_P2P_BAN_HOURS",
            ValueType.integer(1, 8_760),
            "24",
            "Hours for which a peer is banned that has committed a provable fault.");

    public static final Setting<String> TAU_HOST =
            open("tau.host", "IAN_TAU_HOST", ValueType.text(HOST_RANGE, HOST), "", "Host of the Tau Net node.");
    public static final Setting<Integer> TAU_PORT =
            open("tau.port", "IAN_TAU_PORT", ValueType.integer(1, 65535), "", "Port of the Tau Net node.");
    public static final Setting<Secret> TAU_KEY = new Setting<>(
            "tau.key",
            "IAN_TAU_KEY",
            ValueType.text("64 lower-case hex digits", Pattern.compile("[0-9a-f]{64}"))
                    .map(Secret::new),
            "",
            Setting.Secrecy.PRIVATE_KEY,
            "Committer's BLS key, which makes this node anchor its goals; none: it only watches. Its file must be closed"
                    + " to other users (mode 0600).");
    public static final Setting<Integer> TAU_COMMIT_INTERVAL = open(
            "tau.commit_interval_s",
            "IAN_TAU_COMMIT_INTERVAL_S",
            ValueType.integer(1, 86_400),
            "300",
            "Seconds after which what is new in the logs is anchored.");
    public static final Setting<Integer> TAU_COMMIT_CONTRIBUTIONS = open(
            "tau.commit_contributions",
            "IAN_TAU_COMMIT_CONTRIBUTIONS",
            ValueType.integer(1, 1_000_000_000),
            "100",
            "New contributions of one goal that are anchored without waiting for that.");
    public static final Setting<Long> TAU_MAX_FEE = open(
            "tau.max_fee",
            "IAN_TAU_MAX_FEE",
            ValueType.longInteger(1, Long.MAX_VALUE),
            "100",
            "Most that one transaction may cost, in the chain's unit.");
    public static final Setting<Integer> TAU_POLL = open(
            "tau.poll_s",
            "IAN_TAU_POLL_S",
            ValueType.integer(1, 3_600),
            "5",
            "Seconds between two looks at the Tau Net node's chain.");
    public static final Setting<Boolean> TAU_PRODUCTION = open(
            "tau.production",
            "IAN_TAU_PRODUCTION",
            ValueType.bool(),
            "false",
            "Whether a Tau Net node that says `env=test` is refused.");

    public static final Setting<Long> SEGMENT_BYTES = open(
            "storage.segment_bytes",
            "IAN_STORAGE_SEGMENT_BYTES",
            ValueType.longInteger(1 << 20, 1 << 30),
            "67108864",
            "Size in bytes at which a journal segment is sealed.");
    public static final Setting<Long> MIN_FREE_DISK_BYTES = open(
            "storage.min_free_disk_bytes",
            "IAN_STORAGE_MIN_FREE_DISK_BYTES",
            QUOTA,
            "",
            "Free bytes on the data directory's disk below which the node takes no contributions;"
                    + " none: 512 MiB, or a twentieth of a disk that is smaller than 10 GiB.");
    public static final Setting<Long> GOAL_QUOTA_BYTES = open(
            "storage.goal_quota_bytes",
            "IAN_STORAGE_GOAL_QUOTA_BYTES",
            QUOTA,
            "0",
            "Most bytes that one goal's journal may take; 0 for no limit.");
    public static final Setting<Long> DATA_QUOTA_BYTES = open(
            "storage.data_quota_bytes",
            "IAN_STORAGE_DATA_QUOTA_BYTES",
            QUOTA,
            "0",
            "Most bytes that all journals together may take; 0 for no limit.");

    public static final Setting<Integer> EVALUATION_THREADS = open(
            "evaluation.threads",
            "IAN_EVALUATION_THREADS",
            ValueType.integer(0, 1024),
            "0",
            "Threads that verify and evaluate; 0 for one per processor.");
    public static final Setting<Integer> EVALUATION_QUEUE = open(
            "evaluation.queue",
            "IAN_EVALUATION_QUEUE",
            ValueType.integer(1, 1_000_000),
            "1024",
            "Contributions that wait for such a thread; when it is full the node answers 503.");
    public static final Setting<Long> EVALUATION_WALL_TIME_MS = open(
            "evaluation.wall_time_ms",
            "IAN_EVALUATION_WALL_TIME_MS",
            ValueType.longInteger(1, 3_600_000),
            "60000",
            "Milliseconds after which an evaluation is given up undecided; it never rejects.");

    public static final Setting<ProviderChoice> CRYPTO_PROVIDER = open(
            "crypto.provider",
            "IAN_CRYPTO_PROVIDER",
            ValueType.choice(ProviderChoice.class, name -> name.toLowerCase(Locale.ROOT)),
            "auto",
            "Implementation of Ed25519; `auto` takes the fastest that passes the self-test.");

    public static final Setting<Path> GOALS_DIR = open(
            "goals.dir",
            "IAN_GOALS_DIR",
            ValueType.path(),
            "<data dir>/goals",
            "Directory whose `*.json` files are goals to install at start.");

    public static final Setting<Integer> GOALS_MAX = open(
            "goals.max",
            "IAN_GOALS_MAX",
            ValueType.integer(1, 256),
            "128",
            "Goals that the node takes: each costs a thread and memory, and peers can tell each other of 256. What is stored is served all the"
                    + " same.");

    /** All of them, in the order in which they are documented. */
    public static final List<Setting<?>> ALL = List.of(
            DATA_DIR,
            NETWORK_ID,
            LOG_LEVEL,
            LOG_DIR,
            API_HOST,
            API_PORT,
            API_KEY,
            API_PROTECT_READS,
            API_REQUIRE_TOKEN,
            API_RATE_PER_SECOND,
            API_RATE_BURST,
            API_RATE_LIMIT_LOOPBACK,
            API_MAX_BODY_BYTES,
            API_TRUSTED_PROXIES,
            API_TLS_CERT_FILE,
            API_TLS_KEY_FILE,
            API_CA_FILE,
            API_STREAM_MAX_CLIENTS,
            API_STREAM_MAX_PER_ADDRESS,
            API_STREAM_HISTORY,
            LISTEN_HOST,
            P2P_PORT,
            WS_PORT,
            ADVERTISE_ADDR,
            MAX_PEERS,
            SEED_NODES,
            PEER_EXCHANGE,
            TARGET_OUTBOUND,
            SMALL_NETWORK,
            PEER_BUDGET_PERCENT,
            PEER_BAN_HOURS,
            TAU_HOST,
            TAU_PORT,
            TAU_KEY,
            TAU_COMMIT_INTERVAL,
            TAU_COMMIT_CONTRIBUTIONS,
            TAU_MAX_FEE,
            TAU_POLL,
            TAU_PRODUCTION,
            SEGMENT_BYTES,
            MIN_FREE_DISK_BYTES,
            GOAL_QUOTA_BYTES,
            DATA_QUOTA_BYTES,
            EVALUATION_THREADS,
            EVALUATION_QUEUE,
            EVALUATION_WALL_TIME_MS,
            WasmSettings.ENGINE,
            WasmSettings.THREADS,
            WasmSettings.QUEUE,
            WasmSettings.MEMORY_BYTES,
            CRYPTO_PROVIDER,
            GOALS_DIR,
            GOALS_MAX);

    private Settings() {}
}
