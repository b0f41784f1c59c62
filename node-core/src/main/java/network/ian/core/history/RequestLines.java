package network.ian.core.history;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import network.ian.core.codec.MalformedException;

/** Reads lines of bytes, each of bounded length. Empty lines are passed over, but counted. Not thread-safe. */
public final class RequestLines {

    private static final int BUFFER = 256 << 10;

    private final InputStream in;
    private final int maxBytes;
    private long number;
    private long bytesRead;

    /**
     * Reads from {@code in}, which the caller closes.
     *
     * @param maxBytes longest line, in bytes, without its end
     */
    public RequestLines(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.maxBytes = maxBytes;
    }

    /**
     * The next line that holds anything, without its end; empty at the end of the input.
     *
     * @throws MalformedException for a line that is too long
     */
    public Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        number++;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            bytesRead++;
            if (octet != '\n') {
                if (line.size() == maxBytes) {
                    throw new MalformedException("request", "longer than " + maxBytes + " bytes");
                }
                line.write(octet);
            } else if (isBlank(line)) {
                line.reset();
                number++;
            } else {
                return Optional.of(line.toByteArray());
            }
        }
        return isBlank(line) ? Optional.empty() : Optional.of(line.toByteArray());
    }

    /** Number of the line that was read last, from 1. */
    public long number() {
        return number;
    }

    /** Bytes read so far, line ends included. */
    public long bytesRead() {
        return bytesRead;
    }

    private static boolean isBlank(ByteArrayOutputStream line) {
        return line.size() == 0 || (line.size() == 1 && line.toByteArray()[0] == '\r');
    }
}
