package network.ian.core.node;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Stops intake before the disk is full, so that reads, snapshots and the operator still have room. 0 means no limit.
 *
 * @param goalBytes most bytes of one goal's journal
 * @param dataBytes most bytes of all journals together
 * @param minFreeBytes bytes that must stay free on the file system
 */
public record Quota(
        Path dataDirectory,
        FileStore store,
        long goalBytes,
        long dataBytes,
        long minFreeBytes,
        LongSupplier allJournals) {

    private static final long MOST_RESERVED_BYTES = 512L << 20;
    private static final int RESERVED_SHARE = 20;

    /**
     * A quota for one data directory.
     *
     * @param minFreeBytes empty: 512 MiB, or a twentieth of a disk that is smaller than 10 GiB
     * @param allJournals bytes of all goals' journals now
     */
    public static Quota of(
            Path dataDirectory, long goalBytes, long dataBytes, Optional<Long> minFreeBytes, LongSupplier allJournals)
            throws IOException {
        FileStore store = Files.getFileStore(dataDirectory);
        long suited = Math.min(MOST_RESERVED_BYTES, store.getTotalSpace() / RESERVED_SHARE);
        return new Quota(dataDirectory, store, goalBytes, dataBytes, minFreeBytes.orElse(suited), allJournals);
    }

    /**
     * Why {@code more} bytes must not be written to a journal that has {@code journalBytes}; empty if they may.
     *
     * @throws IOException if the file system does not answer
     */
    Optional<String> exceededBy(long journalBytes, long more) throws IOException {
        if (goalBytes > 0 && journalBytes + more > goalBytes) {
            return Optional.of("the goal's quota of " + goalBytes + " bytes (storage.goal_quota_bytes) is used up");
        }
        if (dataBytes > 0 && allJournals.getAsLong() + more > dataBytes) {
            return Optional.of("the quota of " + dataBytes + " bytes (storage.data_quota_bytes) is used up");
        }
        long free = freeBytes();
        if (free - more < minFreeBytes) {
            return Optional.of("the disk has " + free + " bytes free at " + dataDirectory + ", " + minFreeBytes
                    + " (storage.min_free_disk_bytes) must stay free");
        }
        return Optional.empty();
    }

    /** Size in bytes of the data directory's file system. */
    public long totalBytes() throws IOException {
        return store.getTotalSpace();
    }

    /**
     * Bytes that this process may still write on the data directory's file system, as df's column Avail. Blocks kept for root do not
     * count: a node runs as another user and stops before it needs them, so alerts on this warn before it does.
     */
    public long freeBytes() throws IOException {
        return store.getUsableSpace();
    }
}
