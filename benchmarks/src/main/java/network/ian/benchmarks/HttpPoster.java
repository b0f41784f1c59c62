package network.ian.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts prepared bodies over kept-alive connections, one thread and one request at a time on each. As little as HTTP/1.1
 * allows, because it shares the cores with the server.
 */
public final class HttpPoster {

    private static final String LENGTH = "content-length:";
    private static final byte[] ACCEPTED = "\"accepted\":true".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final int connections;

    public HttpPoster(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** The octets of a whole request. */
    public static byte[] request(byte[] json) {
        String head =
                "POST /api/v1/contribute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[start.length + json.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(json, 0, whole, start.length, json.length);
        return whole;
    }

    /**
     * Posts everything; returns once every answer has come.
     *
     * @throws IllegalStateException if one of them is not 200 and "accepted"
     */
    public void all(List<byte[]> requests) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(() -> connection(requests, next, accepted), "client-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (accepted.get() != requests.size()) {
            throw new IllegalStateException("only " + accepted + " of " + requests.size() + " were accepted");
        }
    }

    private void connection(List<byte[]> requests, AtomicInteger next, AtomicInteger accepted) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                out.write(requests.get(i));
                if (isAccepted(in)) {
                    accepted.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAccepted(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        return status.contains(" 200 ") && contains(body, ACCEPTED);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ends within an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int from = 0; from + part.length <= text.length; from++) {
            int matched = 0;
            while (matched < part.length && text[from + matched] == part[matched]) {
                matched++;
            }
            if (matched == part.length) {
                return true;
            }
        }
        return false;
    }
}
