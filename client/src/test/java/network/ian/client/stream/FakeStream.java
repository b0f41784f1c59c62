package network.ian.client.stream;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket server (RFC 6455) that misbehaves as told: each connection plays the next scene. */
final class FakeStream implements AutoCloseable {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket door;
    private final Queue<Scene> scenes = new ConcurrentLinkedQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Scene otherwise = Peer::cut;

    /** What happens on a connection; when it returns, the connection is cut. */
    @FunctionalInterface
    interface Scene {
        void play(Peer peer) throws IOException, InterruptedException;
    }

    FakeStream() throws IOException {
        door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Plays this on the next connection that has no scene yet. */
    FakeStream then(Scene scene) {
        scenes.add(scene);
        return this;
    }

    /** Plays this on every connection without a scene of its own. */
    FakeStream otherwise(Scene scene) {
        otherwise = scene;
        return this;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                start(() -> play(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Socket socket) {
        try (socket) {
            Scene scene = scenes.poll();
            (scene == null ? otherwise : scene).play(new Peer(socket));
        } catch (IOException cut) {
            // The client went away, or was cut off as it was meant to be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fake-stream");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's end of one connection. */
    static final class Peer {

        private final Socket socket;
        private final DataInputStream in;
        private String head = "";

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
        }

        /** Reads the handshake's request. */
        String request() throws IOException {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            while (!octets.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                octets.write(in.readUnsignedByte());
            }
            head = octets.toString(StandardCharsets.ISO_8859_1);
            return head;
        }

        /** The handshake's request as it came. */
        String head() {
            return head;
        }

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        /** Shakes hands and reads the first message. */
        String accept() throws IOException {
            request();
            write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accepted() + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return read();
        }

        void refuse(int status, String more) throws IOException {
            request();
            write(("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n" + more + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }

        /** The next text message of the client; answers pings on the way. */
        String read() throws IOException {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                int length = in.readUnsignedByte() & 0x7f;
                int size = length == 126 ? in.readUnsignedShort() : length;
                byte[] mask = in.readNBytes(4);
                byte[] payload = in.readNBytes(size);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                if (opcode == 1) {
                    return new String(payload, StandardCharsets.UTF_8);
                }
                if (opcode == 8) {
                    throw new IOException("the client closed");
                }
                if (opcode == 9) {
                    write(frame(0x8a, payload));
                }
            }
        }

        void send(String text) throws IOException {
            write(text(text));
        }

        static byte[] text(String text) {
            return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
        }

        static byte[] frame(int first, byte[] payload) {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else if (payload.length < 0x10000) {
                frame.put((byte) 126).putShort((short) payload.length);
            } else {
                frame.put((byte) 127).putLong(payload.length);
            }
            frame.put(payload);
            return Arrays.copyOf(frame.array(), frame.position());
        }

        void write(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }

        /** Keeps the connection until the client ends it. */
        void stay() throws IOException {
            while (true) {
                read();
            }
        }

        void cut() {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String accepted() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((header("Sec-WebSocket-Key") + GUID).getBytes(StandardCharsets.ISO_8859_1));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
