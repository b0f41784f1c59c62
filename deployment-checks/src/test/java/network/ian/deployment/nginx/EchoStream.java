package network.ian.deployment.nginx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes one connection as a WebSocket server does: reads a request for an upgrade, agrees, and sends back the lines that follow. */
final class EchoStream implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<List<String>> request = CompletableFuture.supplyAsync(this::serve);
    private volatile List<String> head = List.of();

    EchoStream() throws IOException {}

    int port() {
        return listening.getLocalPort();
    }

    /** The head of the request that came, once the connection has ended. */
    List<String> request() {
        return request.join();
    }

    private List<String> serve() {
        try (Socket socket = listening.accept();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            head = in.lines().takeWhile(line -> !line.isEmpty()).toList();
            send(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                send(socket, "echo " + line + "\n");
            }
        } catch (IOException ended) {
            // The far end closed; what it asked is known.
            return head;
        }
        return head;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
