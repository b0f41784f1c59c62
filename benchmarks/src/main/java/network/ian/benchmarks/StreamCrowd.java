package network.ian.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients of the event stream in a process of their own, as frugal as can be: one thread, one buffer, nothing is parsed. They
 * read until standard input ends, and the last of them never does.
 */
final class StreamCrowd {

    private static final String HANDSHAKE = String.join(
            "\r\n",
            "GET /subscribe HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "",
            "");
    private static final String SUBSCRIBE =
            "{\"type\":\"subscribe\",\"channels\":[\"contributions\",\"leaderboard\",\"peers\",\"sync\",\"tau\"]}";
    private static final int SIGN_OF_LIFE_MILLIS = 10_000;
    private static final int PONG = 0x8a;

    private final Selector selector;
    private final List<SocketChannel> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
    private long bytes;
    private long reads;

    private StreamCrowd(Selector selector) {
        this.selector = selector;
    }

    static void run(Options options) throws Exception {
        int port = options.integer("port", 0);
        int count = options.integer("clients", 1_000);
        try (Selector selector = Selector.open()) {
            StreamCrowd crowd = new StreamCrowd(selector);
            for (int i = 0; i < count; i++) {
                crowd.clients.add(crowd.connect(port, i < count - 1));
            }
            System.out.println("connected=" + count);
            crowd.read();
            System.out.println("bytes=" + crowd.bytes);
            System.out.println("reads=" + crowd.reads);
        }
    }

    private SocketChannel connect(int port, boolean reads) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(HANDSHAKE.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            buffer.clear().limit(1);
            if (channel.read(buffer) < 0) {
                throw new IOException("refused: " + head);
            }
            head.append((char) buffer.get(0));
        }
        channel.write(masked(0x81, SUBSCRIBE.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        if (reads) {
            channel.register(selector, SelectionKey.OP_READ);
        }
        return channel;
    }

    private void read() throws IOException {
        long nextSign = System.currentTimeMillis() + SIGN_OF_LIFE_MILLIS;
        while (System.in.available() == 0) {
            selector.select(key -> drain((SocketChannel) key.channel()), 100);
            if (System.currentTimeMillis() > nextSign) {
                nextSign += SIGN_OF_LIFE_MILLIS;
                for (SelectionKey key : selector.keys()) {
                    ((SocketChannel) key.channel()).write(masked(PONG, new byte[0]));
                }
            }
        }
    }

    private void drain(SocketChannel channel) {
        try {
            buffer.clear();
            int read = channel.read(buffer);
            if (read < 0) {
                channel.close();
                return;
            }
            bytes += read;
            reads++;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ByteBuffer masked(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(6 + payload.length);
        // A mask of zeros leaves the payload as it is.
        return frame.put((byte) first)
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload)
                .flip();
    }
}
