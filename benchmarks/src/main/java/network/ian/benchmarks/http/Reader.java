package network.ian.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection on which a request is sent whenever the answer to the one before is complete. */
final class Reader implements AutoCloseable {

    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 512 << 10;

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocate(BUFFER);

    Reader(int port, byte[] octets) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        request = ByteBuffer.wrap(octets);
    }

    /** Hands the connection to a selector; {@link #turn} is due whenever it can be read from. */
    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Short enough to fit into the empty socket at once. */
    void ask() throws IOException {
        channel.write(request.rewind());
        if (request.hasRemaining()) {
            throw new IOException("a request did not fit into the socket's buffer");
        }
    }

    /**
     * Reads what is there.
     *
     * @return whether the answer is complete
     * @throws IOException if it is not 200, or the connection ends
     */
    boolean turn() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("the server closed a connection");
        }
        int head = find(END, answer.position());
        if (head < 0 || answer.position() < head + END.length + length(head)) {
            return false;
        }
        answer.clear();
        return true;
    }

    /** The body of one answer, read while blocking. */
    byte[] body() throws IOException {
        ask();
        for (int end = -1; end < 0 || answer.position() < end; ) {
            if (channel.read(answer) < 0) {
                throw new IOException("the server closed a connection");
            }
            int head = find(END, answer.position());
            end = head < 0 ? -1 : head + END.length + length(head);
        }
        int start = find(END, answer.position()) + END.length;
        byte[] body = new byte[answer.position() - start];
        answer.get(start, body);
        answer.clear();
        return body;
    }

    private int length(int head) throws IOException {
        if (!matches(0, OK)) {
            throw new IOException(
                    "refused: " + new String(answer.array(), 0, Math.min(head, 200), StandardCharsets.US_ASCII));
        }
        int field = find(LENGTH, head);
        if (field < 0) {
            throw new IOException("an answer without its length");
        }
        int at = field + LENGTH.length;
        int length = 0;
        for (byte c = answer.get(at); c != '\r'; c = answer.get(++at)) {
            length = c == ' ' ? length : length * 10 + (c - '0');
        }
        return length;
    }

    /** Without regard to case; -1 if it is not before {@code limit}. */
    private int find(byte[] text, int limit) {
        for (int from = 0; from + text.length <= limit; from++) {
            if (matches(from, text)) {
                return from;
            }
        }
        return -1;
    }

    private boolean matches(int from, byte[] text) {
        int matched = 0;
        while (matched < text.length && lower(answer.get(from + matched)) == lower(text[matched])) {
            matched++;
        }
        return matched == text.length;
    }

    private static int lower(byte c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
