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
import network.ian.api.RunningApi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One client address leaves room for the others. */
class SharesTest {

    private static final Map<String, String> STRICT = Map.of("IAN_API_RATE_LIMIT_LOOPBACK", "true");
    private static final String PING = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private static final String CONTRIBUTE = "/api/v1/contribute";
    private static final String BEGUN =
            "POST " + CONTRIBUTE + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nx";
    private static final byte[] JUNK = {'x'};

    @TempDir
    private Path data;

    private final List<Socket> sockets = new ArrayList<>();

    @Test
    void aClientKeepsOnlySoManyConnections() throws IOException {
        try (RunningApi api = RunningApi.start(data, STRICT)) {
            for (Socket within : open(api, 256)) {
                // Several threads take connections in, so only what is answered is known to be counted.
                send(within, PING);
                assertThat(new String(within.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            }
            for (Socket beyond : open(api, 44)) {
                assertThat(isClosedByServer(beyond)).isTrue();
            }
            for (Socket within : sockets.subList(0, 256)) {
                assertThat(ask(within)).contains("HTTP/1.1 200");
            }
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

    @Test
    void aClientKeepsOnlySoManyBodiesWaiting() throws IOException {
        try (RunningApi api = RunningApi.start(data, STRICT)) {
            for (Socket socket : open(api, 16)) {
                send(socket, BEGUN);
            }
            await().until(() -> api.post(CONTRIBUTE, JUNK).status() == 429);
            Reply refused = api.post(CONTRIBUTE, JUNK);
            assertThat(refused.error()).isEqualTo("too many request bodies from this address at once");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            send(sockets.get(0), "xxxx");
            assertThat(sockets.get(0).getInputStream().readAllBytes())
                    .asString()
                    .startsWith("HTTP/1.1 400");
            await().until(() -> api.post(CONTRIBUTE, JUNK).status() == 400);
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
        send(socket, LIVE);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
