package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import network.ian.api.access.ClientNetwork;
import network.ian.core.runtime.ManualClock;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class DetachedAnswersTest {

    /** More than the kernels take for a client that reads nothing. */
    private static final int LENGTH = 32 << 20;

    private final ManualClock clock = new ManualClock();
    private final SlowReaders slow = new SlowReaders(clock);

    @Test
    void whatTheAnswerTookIsNotItsReadersDoing() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Slow()), "/");
        server.setHandler(new DetachedAnswers(context, slow));
        server.start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ian\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> slow.size() == 1);
            slow.look();
            assertThat(slow.size()).isEqualTo(1);
            clock.advance(Duration.ofHours(1));
            slow.look();
            assertThat(slow.size()).isZero();
        } finally {
            server.stop();
        }
    }

    private final class Slow extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            clock.advance(Duration.ofHours(1));
            DetachedAnswers.send(
                    response,
                    new DetachedAnswers.Body(ByteBuffer.allocate(LENGTH), ClientNetwork.of("10.0.0.1"), false));
        }
    }
}
