package network.ian.tau.client;

import java.io.IOException;
import java.io.InputStream;

/** One line of a node as a stream that ends with it. Bounded in size and, by its connection, in time. */
final class ReplyLine extends InputStream {

    private final LineConnection connection;
    private final long maxBytes;
    private long left;
    private boolean ended;

    ReplyLine(LineConnection connection, long maxBytes) {
        this.connection = connection;
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    /** Allows as many bytes and as much time again, for the next part of a long answer. */
    void nextPart() {
        left = maxBytes;
        connection.renew();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count = connection.read(into, offset, length);
        left -= count;
        if (left < 0) {
            throw new IOException("the Tau node's answer is longer than " + maxBytes + " bytes");
        }
        if (into[offset + count - 1] == '\n') {
            ended = true;
            count--;
        }
        refuseControls(into, offset, count);
        return count == 0 && ended ? -1 : count;
    }

    private static void refuseControls(byte[] octets, int offset, int count) throws IOException {
        for (int i = offset; i < offset + count; i++) {
            if (octets[i] >= 0 && octets[i] < 0x20 && octets[i] != '\r' && octets[i] != '\t') {
                throw new IOException(
                        "the Tau node's answer holds the control character U+00%02X".formatted(octets[i]));
            }
        }
    }

    /** Whether the line was read to its end. */
    boolean hasEnded() {
        return ended;
    }
}
