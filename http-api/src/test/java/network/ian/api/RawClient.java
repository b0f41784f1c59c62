package network.ian.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are and reads until the server closes or falls silent, for what no HTTP library would send. */
final class RawClient {

    private static final int SILENCE_MILLIS = 10_000;

    private final int port;

    RawClient(int port) {
        this.port = port;
    }

    /** The answer to {@code request}, which should ask for the connection to be closed. */
    String exchange(String request) {
        return exchange(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * All answers to what is sent, until the server closes the connection.
     *
     * @throws IllegalStateException if it does not
     */
    String untilClosed(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            send(socket.getOutputStream(), request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(all);
            } catch (SocketException reset) {
                return all.toString(StandardCharsets.UTF_8);
            }
            return all.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the connection was not closed", e);
        }
    }

    String exchange(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            send(socket.getOutputStream(), request);
            return new String(readAll(socket.getInputStream()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("no answer to a raw request", e);
        }
    }

    /** The server may close before it has read everything, which is its right. */
    private static void send(OutputStream out, byte[] request) throws IOException {
        try {
            out.write(request);
            out.flush();
        } catch (SocketException e) {
            return;
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException | SocketTimeoutException e) {
            return all.toByteArray();
        }
        return all.toByteArray();
    }
}
