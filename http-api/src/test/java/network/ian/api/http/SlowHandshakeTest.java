package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import network.ian.core.runtime.ManualClock;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

/** A client that begins with TLS and never gets on to a request. */
class SlowHandshakeTest {

    private final ManualClock clock = new ManualClock();
    private final SlowRequests requests = new SlowRequests(clock);

    @Test
    void isCutOff() throws Exception {
        Server server = new Server();
        HttpConnectionFactory http = new HttpConnectionFactory();
        // Without a certificate no handshake would end; this one does not get that far.
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(new SslContextFactory.Server(), http.getProtocol()), http);
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        connector.addBean(requests);
        server.addConnector(connector);
        server.start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            // The head of a record of 512 bytes, and the first of them.
            socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            await().until(() -> requests.size() == 1);
            await().until(() -> {
                clock.advance(Duration.ofSeconds(110));
                requests.look();
                return requests.size() == 0;
            });
            assertThat(end(socket)).isTrue();
        } finally {
            server.stop();
        }
    }

    private static boolean end(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }
}
