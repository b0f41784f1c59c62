package network.ian.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.api.access.ClientShares;
import network.ian.core.runtime.MonotonicClock;

/**
 * Reads request bodies within bounds: bytes of one, bytes of all in memory together, how many at once, how many of one
 * client, and how long. Room is taken as bytes arrive, so that announcing a long body costs the others nothing. Thread-safe.
 */
final class BodyReader {

    private static final int CHUNK = 16 * 1024;
    private static final int RETRY_SECONDS = 5;
    private static final long DRAIN_NANOS = 5_000_000_000L;

    private final int maxBytes;
    private final long maxTogether;
    private final MonotonicClock ticker;
    private final AtomicLong together = new AtomicLong();
    private final Semaphore readers;
    private final ClientShares shares;

    /**
     * @param maxBytes longest body
     * @param maxTogether most bytes of all bodies that are being read or handled
     * @param maxReaders most bodies read at once: a slow sender holds a thread, and others must be left to serve reads
     * @param shares bounds those of one client, so that it leaves some to the others
     */
    BodyReader(int maxBytes, long maxTogether, int maxReaders, ClientShares shares, MonotonicClock ticker) {
        this.maxBytes = maxBytes;
        this.maxTogether = maxTogether;
        this.ticker = ticker;
        this.readers = new Semaphore(maxReaders);
        this.shares = shares;
    }

    /**
     * Refuses a body by its announced length, or -1.
     *
     * @throws RefusedException 413
     */
    void requireShort(long declared) {
        if (declared > maxBytes) {
            throw tooLong();
        }
    }

    /**
     * Reads a body to its end.
     *
     * @param client the sender's IP address as text
     * @param declared the announced length, or -1
     * @throws RefusedException 413 if it is too long, 429 if the client sends too many at once, 503 if there is no room
     *     now, 400 if it breaks off, 408 if it is too slow
     */
    RequestBody read(String client, InputStream in, long declared) {
        requireShort(declared);
        ClientShares.Share share = shares.take(client).orElseThrow(BodyReader::tooManyOfClient);
        if (!readers.tryAcquire()) {
            share.release();
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
            share.release();
            if (!kept) {
                release.run();
            }
        }
    }

    /**
     * Throws away what a client still sends, so that it gets to read the answer; gives up after some time or twice the
     * limit.
     *
     * @param client the sender's IP address as text
     */
    void drain(String client, InputStream in) {
        Optional<ClientShares.Share> share = shares.take(client);
        if (share.isEmpty()) {
            return;
        }
        try {
            drainIfRoom(in);
        } finally {
            share.get().release();
        }
    }

    private void drainIfRoom(InputStream in) {
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
        BodyPace pace = new BodyPace(ticker);
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (out.size() + read > maxBytes) {
                throw tooLong();
            }
            take(read, taken);
            out.write(chunk, 0, read);
            if (out.size() != declared) {
                pace.require(out.size());
            }
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

    private static RefusedException tooManyOfClient() {
        return new RefusedException(Answer.refused(429, "too many request bodies from this address at once")
                .retryAfter(RETRY_SECONDS));
    }

    private RefusedException tooLong() {
        return new RefusedException(
                Answer.refused(413, "request: the body is longer than " + maxBytes + " bytes (api.max_body_bytes)"));
    }
}
