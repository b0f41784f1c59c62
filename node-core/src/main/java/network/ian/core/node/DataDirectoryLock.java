package network.ian.core.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import network.ian.core.codec.MalformedException;
import network.ian.core.file.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a second process away from a data directory; the operating system lets go when this process ends. */
public final class DataDirectoryLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectoryLock.class);
    private static final String NAME = "node.lock";

    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws MalformedException naming the directory if another process has it
     */
    public static DataDirectoryLock take(Path dataDirectory) throws IOException {
        FileChannel channel = OwnerOnly.openOrCreate(dataDirectory.resolve(NAME));
        if (tryLock(channel)) {
            return new DataDirectoryLock(channel);
        }
        channel.close();
        throw new MalformedException(
                dataDirectory.toString(), "another ian process uses this data directory; stop it first");
    }

    /**
     * Whether a process uses the data directory now. Writes nothing; the answer may be out of date at once. Not to be asked
     * by the process that has the lock: the operating system would take it away.
     */
    public static boolean isTaken(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("The data directory's lock file could not be closed", e);
        }
    }
}
