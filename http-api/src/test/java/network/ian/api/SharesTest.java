package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One client address leaves room for the others. */
class SharesTest {

    private static final Map<String, String> STRICT = Map.of("IAN_API_RATE_LIMIT_LOOPBACK", "true");
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir
    private Path data;

    private final List<Socket> sockets = new ArrayList<>();

    @Test
    void aClientKeepsOnlySoManyConnections() throws IOException {
        try (RunningApi api = RunningApi.start(data, STRICT)) {
            open(api, 256);
            // The server takes connections in their order, so that these are the ones beyond.
            for (Socket beyond : open(api, 44)) {
                assertThat(isClosedByServer(beyond)).isTrue();
            }
            assertThat(ask(sockets.get(0))).startsWith("HTTP/1.1 200");
            assertThat(ask(sockets.get(255))).startsWith("HTTP/1.1 200");
            closeAll();
            await().ignoreExceptions().until(() -> api.get("/health/live").status() == 200);
        } finally {
            closeAll();
        }
    }

    @Test
    void theOwnMachineKeepsMore() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            List<Socket> opened = open(api, 300);
            assertThat(ask(opened.get(299))).startsWith("HTTP/1.1 200");
        } finally {
            closeAll();
        }
    }

    private List<Socket> open(RunningApi api, int count) throws IOException {
        List<Socket> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port);
            socket.setSoTimeout(10_000);
            sockets.add(socket);
            opened.add(socket);
        }
        return opened;
    }

    private void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private static boolean isClosedByServer(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(LIVE.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
