package network.ian.core.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.core.file.AtomicFile;

/** A directory, mode 0700, that a backup is unpacked to before anything in it counts. Deleted when closed, unless kept. */
final class Staging implements AutoCloseable {

    private static final int MOST_NAMED = 8;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private boolean kept;

    private Staging(Path directory) {
        this.directory = directory;
    }

    /**
     * A new directory.
     *
     * @param parent where it is made
     * @param prefix of its name
     * @param bytes that it shall hold: refused before anything is written if they do not fit
     */
    static Staging create(Path parent, String prefix, long bytes) throws IOException {
        if (!Files.isDirectory(parent)) {
            throw new BackupRefusedException("there is no folder " + parent + " to unpack to");
        }
        long free = Files.getFileStore(parent).getUsableSpace();
        if (free < bytes) {
            throw new BackupRefusedException("the backup holds " + bytes + " octets unpacked, and " + parent
                    + " has only " + free + " free" + leftovers(parent, prefix));
        }
        return new Staging(Files.createTempDirectory(parent, prefix, PosixFilePermissions.asFileAttribute(PRIVATE)));
    }

    /** Whose process was killed nobody can tell from one that works; an operator can. */
    private static String leftovers(Path parent, String prefix) throws IOException {
        try (Stream<Path> found = Files.list(parent)) {
            String names = found.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "));
            return names.isEmpty()
                    ? ""
                    : "; unless another command works there now, what one left that was broken off can be deleted: "
                            + names;
        }
    }

    Path directory() {
        return directory;
    }

    /** A new file that is on the medium when the stream is closed. */
    OutputStream open(Manifest.FileEntry file) throws IOException {
        Path path = directory.resolve(file.path());
        Files.createDirectories(path.getParent(), PosixFilePermissions.asFileAttribute(PRIVATE));
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(AtomicFile.OWNER_ONLY));
        return new SyncedOutput(Channels.newOutputStream(channel), channel);
    }

    /** It has become something else: closing leaves it alone. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            delete(directory);
        }
    }

    static void delete(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(tree)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
