package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The data directory that is restored: how what is unpacked gets its place, and what was there keeps out of the way. */
interface RestoreTarget {

    /** What a fresh file system puts into its root. */
    String LOST_AND_FOUND = "lost+found";

    /** What taking the lock of an empty directory leaves in it, e.g. a restore of a damaged backup. */
    String LOCK = "node.lock";

    /** Part of the name of what was there before; the time follows. */
    String BEFORE = "before-restore-";

    /** Where to unpack: on the same file system. */
    Staging stage(long bytes) throws IOException;

    /**
     * Gives what was unpacked its place.
     *
     * @param staging complete and durable
     * @return where that is which was there before
     */
    Optional<Path> place(Staging staging) throws IOException;

    /**
     * The way that fits.
     *
     * @param force whether a directory that is not empty is moved aside
     * @param time for the name of what is moved aside, e.g. {@code 20260301T101500Z}
     * @throws BackupRefusedException if the directory is not empty, without {@code force}
     */
    static RestoreTarget of(Path dataDirectory, boolean force, String time) throws IOException {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        if (directory.getParent() == null) {
            throw new BackupRefusedException(directory + " is no place for a data directory");
        }
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return new ReplacedDirectory(directory, false, time);
        }
        if (!Files.isDirectory(directory)) {
            throw new BackupRefusedException(directory + " is no directory");
        }
        List<Path> content = content(directory);
        List<Path> data = content.stream()
                .filter(path -> !path.getFileName().toString().equals(LOCK))
                .toList();
        if (!data.isEmpty() && !force) {
            throw new BackupRefusedException(
                    directory + " is not empty (" + data.get(0).getFileName()
                            + (data.size() > 1 ? " and " + (data.size() - 1) + " more" : "")
                            + "); --force moves what is there aside");
        }
        // As /var/lib/ian is for its user ian, who may write there and not beside it.
        boolean alone = !Files.isWritable(directory.getParent());
        return MountPoints.contain(directory) || Files.isSymbolicLink(directory) || alone
                ? new FilledDirectory(directory, time)
                : new ReplacedDirectory(directory, !content.isEmpty(), time);
    }

    /** What is in a directory, apart from what belongs to its file system, by name. */
    static List<Path> content(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(path -> !path.getFileName().toString().equals(LOST_AND_FOUND))
                    .sorted()
                    .toList();
        }
    }
}
