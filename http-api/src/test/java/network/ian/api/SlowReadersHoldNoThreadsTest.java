package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More clients than the server has threads ask for a long answer and do not take it: others are served as if they were not there. */
class SlowReadersHoldNoThreadsTest {

    private static final int CLIENTS = 80;
    private static final byte[] LONG =
            "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: ian\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path data;

    @Test
    void othersAreServed() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (RunningApi api = RunningApi.start(data)) {
            int length = api.get("/docs/swagger-ui-bundle.js").response().body().length;
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port));
                socket.getOutputStream().write(LONG);
            }
            for (Socket socket : sockets) {
                // Its answer has begun.
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(api.get("/api/v1/status/" + RunningApi.GOAL).status()).isEqualTo(200);
            for (int i : new int[] {CLIENTS - 1, 0}) {
                byte[] rest = sockets.get(i).getInputStream().readAllBytes();
                assertThat(rest.length)
                        .as("whoever takes it gets all of it, however many wait for the same file")
                        .isGreaterThan(length);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
