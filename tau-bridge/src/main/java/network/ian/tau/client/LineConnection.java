package network.ian.tau.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import network.ian.core.runtime.MonotonicClock;

/**
 * One connection of the line protocol: a command out, a line back. Whoever sees an exception from it closes it, so that the
 * rest of a broken answer is never read as another one's. For one thread; any thread may {@link #close}.
 */
final class LineConnection implements AutoCloseable {

    private static final int PROBE_MILLIS = 1;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final MonotonicClock clock;
    private final Duration limit;
    private final byte[] buffer = new byte[8_192];
    private int next;
    private int end;
    private long started;

    /** @param limit longest that the node may take for an answer, or for the next block of one */
    LineConnection(Socket socket, MonotonicClock clock, Duration limit) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.clock = clock;
        this.limit = limit;
    }

    /** Sends a command and opens its answer. */
    ReplyLine ask(String line, long maxBytes) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        renew();
        return new ReplyLine(this, maxBytes);
    }

    /** Whether the connection is open and holds nothing that was not asked for. Takes up to a millisecond. */
    boolean isFresh() {
        if (next < end || socket.isClosed()) {
            return false;
        }
        try {
            socket.setSoTimeout(PROBE_MILLIS);
            in.read(); // either the end or a byte that belongs to no answer
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /** Starts the time limit anew. */
    void renew() {
        started = clock.nanos();
    }

    /** Moves bytes up to and including the next newline; waits for at least one. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (next == end) {
            fill();
        }
        int count = 0;
        while (count < length && next < end) {
            byte octet = buffer[next++];
            into[offset + count++] = octet;
            if (octet == '\n') {
                break;
            }
        }
        return count;
    }

    private void fill() throws IOException {
        long left = limit.toNanos() - (clock.nanos() - started);
        if (left <= 0) {
            throw late();
        }
        try {
            socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, left / 1_000_000)));
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException("the Tau node closed the connection in the middle of an exchange");
            }
            next = 0;
            end = count;
        } catch (SocketTimeoutException e) {
            throw late();
        }
    }

    private IOException late() {
        return new IOException("no whole answer of the Tau node within " + limit.toMillis() + " ms");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be saved in a connection that is given up.
        }
    }
}
