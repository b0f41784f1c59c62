package network.ian.app;

import java.nio.file.Path;
import java.util.Map;

/** Runs the offline commands with {@code home/.ian} as default data directory, whatever is free on the disk. */
final class OfflineRun {

    private static final Map<String, String> ENVIRONMENT = Map.of("IAN_STORAGE_MIN_FREE_DISK_BYTES", "0");

    private OfflineRun() {}

    static Invocation ian(Path home, String... arguments) {
        return Invocation.run(home, ENVIRONMENT, arguments);
    }

    /** The same, and it must exit with 0. */
    static Invocation ok(Path home, String... arguments) {
        Invocation run = ian(home, arguments);
        if (run.exitCode() != 0) {
            throw new AssertionError(
                    String.join(" ", arguments) + " exits with " + run.exitCode() + ": " + run.err() + run.out());
        }
        return run;
    }
}
