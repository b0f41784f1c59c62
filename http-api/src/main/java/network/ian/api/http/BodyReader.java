package network.ian.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.runtime.MonotonicClock;

/**
 * Reads request bodies within bounds: bytes of one, bytes of all in memory together, how many at once and how long. Room
 * is taken as bytes arrive, so that announcing a long body costs the others nothing. Thread-safe.
 */
final class BodyReader {

    private static final int CHUNK = 16 * 1024;
    private static final long READ_NANOS = 60_000_000_000L;
    private static final long DRAIN_NANOS = 5_000_000_000L;

    private final int maxBytes;
    private final long maxTogether;
    private final MonotonicClock ticker;
    private final AtomicLong together = new AtomicLong();
    private final Semaphore readers;

    /**
     * @param maxBytes longest body
     * @param maxTogether most bytes of all bodies that are being read or handled
     * @param maxReaders most bodies read at once: a slow sender holds a thread, and others must be left to serve reads
     */
    BodyReader(int maxBytes, long maxTogether, int maxReaders, MonotonicClock ticker) {
        this.maxBytes = maxBytes;
        this.maxTogether = maxTogether;
        this.ticker = ticker;
        this.readers = new Semaphore(maxReaders);
    }

    /**
     * Reads a body to its end.
     *
     * @param declared the announced length, or -1
     * @throws RefusedException 413 if it is too long, 503 if there is no room now, 400 if it breaks off, 408 if it takes
     *     longer than a minute
     */
    RequestBody read(InputStream in, long declared) {
        if (declared > maxBytes) {
            throw tooLong();
        }
        if (!readers.tryAcquire()) {
            throw RefusedException.unavailable("too many request bodies at once");
        }
        AtomicLong taken = new AtomicLong();
        Runnable release = () -> together.addAndGet(-taken.getAndSet(0));
        boolean kept = false;
        try {
            byte[] octets = readWithin(in, declared, taken);
            kept = true;
            return new RequestBody(octets, release);
        } catch (IOException e) {
            throw new RefusedException(Answer.refused(400, "request: the body breaks off"));
        } finally {
            readers.release();
            if (!kept) {
                release.run();
            }
        }
    }

    /**
     * Throws away what a client still sends, so that it gets to read the answer; gives up after some time or twice the
     * limit.
     */
    void drain(InputStream in) {
        if (!readers.tryAcquire()) {
            return;
        }
        byte[] chunk = new byte[CHUNK];
        long started = ticker.nanos();
        long left = 2L * maxBytes;
        try {
            int read = in.read(chunk);
            while (read >= 0 && left > 0 && ticker.nanos() - started < DRAIN_NANOS) {
                left -= read;
                read = in.read(chunk);
            }
        } catch (IOException e) {
            // The client is gone; nobody is left to answer.
            return;
        } finally {
            readers.release();
        }
    }

    private byte[] readWithin(InputStream in, long declared, AtomicLong taken) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        long started = ticker.nanos();
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (out.size() + read > maxBytes) {
                throw tooLong();
            }
            if (ticker.nanos() - started > READ_NANOS) {
                throw new RefusedException(Answer.refused(408, "request: the body took longer than a minute"));
            }
            take(read, taken);
            out.write(chunk, 0, read);
        }
        if (declared >= 0 && out.size() != declared) {
            throw new IOException("body ends before its announced length");
        }
        return out.toByteArray();
    }

    private void take(int bytes, AtomicLong taken) {
        taken.addAndGet(bytes);
        if (together.addAndGet(bytes) > maxTogether) {
            throw RefusedException.unavailable("too many request bodies at once");
        }
    }

    private RefusedException tooLong() {
        return new RefusedException(
                Answer.refused(413, "request: the body is longer than " + maxBytes + " bytes (api.max_body_bytes)"));
    }
}
