package network.ian.core.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import network.ian.core.file.AtomicFile;

/**
 * A large file, mode 0600, that is there whole or not at all, and never takes the place of another. It is written under a
 * temporary name beside; those that a crash left go with the next one in the same folder.
 */
final class NewFile implements AutoCloseable {

    private static final String SUFFIX = ".ian-backup-tmp";

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private boolean published;

    private NewFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    /** @throws BackupRefusedException if there is something of that name, or no such folder */
    static NewFile create(Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(target, null);
        }
        Path folder = target.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new BackupRefusedException("there is no folder " + folder);
        }
        removeLeftovers(folder);
        Path temporary = Files.createTempFile(
                folder,
                "." + target.getFileName() + ".",
                SUFFIX,
                PosixFilePermissions.asFileAttribute(AtomicFile.OWNER_ONLY));
        FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException(temporary + " is locked by somebody else");
        }
        return new NewFile(target, temporary, channel);
    }

    /** Where to write it, from its first octet on. */
    OutputStream restart() throws IOException {
        channel.truncate(0);
        return Channels.newOutputStream(channel);
    }

    /** Gives it its name, durably. */
    void publish() throws IOException {
        Files.setPosixFilePermissions(temporary, AtomicFile.OWNER_ONLY);
        channel.force(true);
        if (linked()) {
            Files.deleteIfExists(temporary);
        } else {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        published = true;
        Durable.names(target.toAbsolutePath().getParent());
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!published) {
            Files.deleteIfExists(temporary);
        }
    }

    /** A link, unlike a rename, takes nobody's place; false where the file system has none and the place is free. */
    private boolean linked() throws IOException {
        try {
            Files.createLink(target, temporary);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw exists(target, e);
            }
            return false;
        }
    }

    private static BackupRefusedException exists(Path target, Exception cause) {
        return new BackupRefusedException(target + " exists; a backup never replaces anything", cause);
    }

    private static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
            for (Path leftover : leftovers) {
                if (isAbandoned(leftover)) {
                    Files.deleteIfExists(leftover);
                }
            }
        }
    }

    /** Whoever still writes one holds its lock. */
    private static boolean isAbandoned(Path leftover) throws IOException {
        if (!Files.isRegularFile(leftover, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(leftover, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            return false;
        }
    }
}
