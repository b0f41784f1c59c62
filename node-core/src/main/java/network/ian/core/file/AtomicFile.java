package network.ian.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Replaces small files so that a crash at any moment leaves the old content or the new, whole. Writes
 * {@code .NAME.RANDOM.ian-tmp} beside the target; a crash may leave it behind, which harms nothing.
 */
public final class AtomicFile {

    /** Mode 0600: what only the node's own user may read. */
    public static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final String SUFFIX = ".ian-tmp";

    private AtomicFile() {}

    /**
     * Writes {@code content} to {@code target}; on return it is on the disk. A symbolic link at {@code target} is replaced,
     * not followed.
     *
     * @param mode the file's exact permissions whatever the umask; the content is never readable by more than these
     * @throws IOException if the directory is missing, {@code target} is a directory, or the disk refuses. The old content
     *     then stands, except when only the last flush of the directory failed
     */
    public static void write(Path target, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(target.toString(), null, "is a directory, expected a file");
        }
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "directory does not exist");
        }
        Path temporary = createTemporary(target, mode);
        try {
            writeDurably(temporary, content, mode);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException | RuntimeException e) {
            deleteQuietly(temporary, e);
            throw e;
        } catch (IOException e) {
            // A channel's own message does not say which file.
            FileSystemException named = new FileSystemException(target.toString(), null, e.getMessage());
            named.initCause(e);
            deleteQuietly(temporary, named);
            throw named;
        }
        flushDirectory(directory);
    }

    /**
     * Deletes temporary files that crashes left in {@code directory}, not below it. Call it only while nothing writes
     * there, i.e. at start-up under the data directory's lock.
     *
     * @return the files deleted
     */
    public static List<Path> removeLeftovers(Path directory) throws IOException {
        List<Path> removed = new ArrayList<>();
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, AtomicFile::isLeftover)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
                removed.add(leftover);
            }
        }
        return List.copyOf(removed);
    }

    private static boolean isLeftover(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") && name.endsWith(SUFFIX) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** An empty file beside {@code target} that has no more than {@code mode} from the moment it exists. */
    static Path createTemporary(Path target, Set<PosixFilePermission> mode) throws IOException {
        return Files.createTempFile(
                target.toAbsolutePath().getParent(),
                "." + target.getFileName() + ".",
                SUFFIX,
                PosixFilePermissions.asFileAttribute(mode));
    }

    private static void writeDurably(Path file, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        // Whoever owns the directory may turn the name into a link to what only this user may touch.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer remaining = ByteBuffer.wrap(content);
            while (remaining.hasRemaining()) {
                channel.write(remaining);
            }
            // The umask may have taken bits away when the file was created.
            Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(mode);
            channel.force(true);
        }
    }

    /** Puts the names in {@code directory} on the disk, e.g. that of a directory that was just made. */
    public static void flushDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path temporary, Exception cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
