package network.ian.core.config;

import static network.ian.core.config.Setting.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every setting of the node: the one table that everything else follows. */
public final class Settings {

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
    public static final List<Setting<?>> ALL = Stream.of(
                    List.of(DATA_DIR, NETWORK_ID, LOG_LEVEL, LOG_DIR),
                    ApiSettings.ALL,
                    PeerSettings.ALL,
                    TauSettings.ALL,
                    StorageSettings.ALL,
                    List.of(EVALUATION_THREADS, EVALUATION_QUEUE, EVALUATION_WALL_TIME_MS),
                    WasmSettings.ALL,
                    List.of(CRYPTO_PROVIDER, GOALS_DIR, GOALS_MAX))
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private Settings() {}
}
