package network.ian.api.health;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.ian.core.file.OwnerOnly;
import network.ian.core.runtime.MonotonicClock;

/**
 * Writes, fsyncs and removes a file in the data directory. An answer counts for 5 s; a disk that does not answer costs
 * the asker one second at most, and later askers nothing. Thread-safe.
 */
public final class DiskProbe {

    private static final String FILE = ".health-probe";
    private static final long FRESH_NANOS = 5_000_000_000L;
    private static final long WAIT_MILLIS = 1_000;
    private static final byte[] CONTENT = {'o', 'k'};

    private final Path file;
    private final MonotonicClock ticker;
    private final Executor thread;
    private final long waitMillis;
    private CompletableFuture<Optional<String>> latest;
    private long latestNanos;

    /** @param thread where the disk is waited for; a single thread is enough */
    public DiskProbe(Path dataDirectory, MonotonicClock ticker, Executor thread) {
        this(dataDirectory, ticker, thread, WAIT_MILLIS);
    }

    DiskProbe(Path dataDirectory, MonotonicClock ticker, Executor thread, long waitMillis) {
        this.waitMillis = waitMillis;
        this.file = dataDirectory.resolve(FILE);
        this.ticker = ticker;
        this.thread = thread;
    }

    /** What is wrong with the disk; empty if it took the file. */
    public Optional<String> problem() {
        Started probe = current();
        try {
            return probe.result.get(probe.isOld ? 0 : waitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of("the data directory has not taken a small file within a second");
        } catch (ExecutionException e) {
            return Optional.of("the data directory cannot be probed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** The latest probe, or a new one if that is finished and too old. At most one is under way. */
    private synchronized Started current() {
        long age = ticker.nanos() - latestNanos;
        boolean startsNow = latest == null || (latest.isDone() && age >= FRESH_NANOS);
        if (startsNow) {
            latest = CompletableFuture.supplyAsync(this::probe, thread);
            latestNanos = ticker.nanos();
        }
        return new Started(latest, !startsNow && age > TimeUnit.MILLISECONDS.toNanos(waitMillis));
    }

    private Optional<String> probe() {
        try {
            // What a killed process left, or somebody put there: made anew, it is nobody else's file.
            Files.deleteIfExists(file);
            write();
        } catch (IOException e) {
            return Optional.of("the data directory takes no file: " + e.getMessage());
        }
        return remove();
    }

    private void write() throws IOException {
        try (FileChannel channel = OwnerOnly.create(file)) {
            channel.write(ByteBuffer.wrap(CONTENT));
            channel.force(true);
        }
    }

    private Optional<String> remove() {
        try {
            Files.deleteIfExists(file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the data directory lets no file go: " + e.getMessage());
        }
    }

    private record Started(CompletableFuture<Optional<String>> result, boolean isOld) {}
}
