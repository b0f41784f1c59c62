package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.api.access.ClientShares;
import network.ian.api.access.TrustedProxies;
import network.ian.core.config.AddressRange;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;

class ClientConnectionsTest {

    private final AtomicInteger refused = new AtomicInteger();
    private final ClientConnections connections = new ClientConnections(
            new ClientShares(2, false),
            new TrustedProxies(AddressRange.parse("198.51.100.0/24").stream().toList()),
            refused::incrementAndGet);

    @Test
    void closesWhatIsBeyondTheShareUntilOthersAreClosed() {
        Opened first = open("192.0.2.1");
        Opened second = open("192.0.2.1");
        Opened third = open("192.0.2.1");
        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isFalse();
        assertThat(refused).hasValue(1);
        connections.onClosed(third);
        assertThat(open("192.0.2.1").isOpen()).isFalse();
        assertThat(open("192.0.2.2").isOpen()).isTrue();
        connections.onClosed(first);
        connections.onClosed(first);
        assertThat(open("192.0.2.1").isOpen()).isTrue();
        assertThat(open("192.0.2.1").isOpen()).isFalse();
    }

    @Test
    void aTrustedProxyBringsAsManyAsItLikes() {
        for (int i = 0; i < 10; i++) {
            assertThat(open("198.51.100.7").isOpen()).isTrue();
        }
        assertThat(refused).hasValue(0);
        assertThat(connections.size()).isZero();
    }

    @Test
    void remembersOpenConnectionsOnly() {
        Opened first = open("192.0.2.1");
        open("192.0.2.1");
        open("192.0.2.1");
        assertThat(connections.size()).isEqualTo(2);
        connections.onClosed(first);
        assertThat(connections.size()).isEqualTo(1);
    }

    @Test
    void keepsNothingOfAConnectionThatIsGoneAlready() {
        Opened gone = new Opened("192.0.2.1");
        gone.getEndPoint().close();
        connections.onOpened(gone);
        assertThat(connections.size()).isZero();
        assertThat(open("192.0.2.1").isOpen()).isTrue();
        assertThat(open("192.0.2.1").isOpen()).isTrue();
    }

    private Opened open(String address) {
        Opened connection = new Opened(address);
        connections.onOpened(connection);
        return connection;
    }

    private static final class Opened extends AbstractConnection {

        Opened(String address) {
            super(new From(address), Runnable::run);
        }

        boolean isOpen() {
            return getEndPoint().isOpen();
        }

        @Override
        public void onFillable() {
            throw new AssertionError("nothing is sent here");
        }
    }

    private static final class From extends ByteArrayEndPoint {

        private final String address;

        From(String address) {
            this.address = address;
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return new InetSocketAddress(address, 40_000);
        }
    }
}
