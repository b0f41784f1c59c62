package network.ian.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.node.DataDirectoryLock;

/** Which process has a data directory. */
final class LockHolder {

    private static final int PID = 4;
    private static final int FILE = 5;

    private LockHolder() {}

    /** Whether one has it. */
    static boolean isTaken(Path data) {
        try {
            return DataDirectoryLock.isTaken(data);
        } catch (IOException e) {
            // Who may not open the file cannot say; the check of owners will.
            return false;
        }
    }

    /** Its number by {@code /proc/locks} (proc(5)); empty if the kernel does not show it here. */
    static Optional<Long> pid(Host host, Path data) {
        Object inode;
        try {
            inode = Files.getAttribute(data.resolve("node.lock"), "unix:ino");
        } catch (IOException e) {
            return Optional.empty();
        }
        return host.text("/proc/locks").stream()
                .flatMap(String::lines)
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(fields -> fields.size() > FILE && fields.get(FILE).endsWith(":" + inode))
                .map(fields -> fields.get(PID))
                .filter(pid -> pid.matches("[1-9]\\d{0,9}"))
                .map(Long::valueOf)
                .findFirst();
    }
}
