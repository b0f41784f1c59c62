package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import network.ian.core.runtime.ManualClock;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.AbstractMetaDataConnection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

class SlowRequestsTest {

    private final ManualClock clock = new ManualClock();
    private final SlowRequests requests = new SlowRequests(clock);

    @Test
    void cutsAHeadThatDribbles() {
        Http slow = open();
        Http idle = open();
        for (int second = 0; second <= 110; second += 5) {
            slow.bytes++;
            pass(5);
        }
        assertThat(slow.isOpen()).isFalse();
        assertThat(idle.isOpen()).as("the idle time-out is for that").isTrue();
    }

    @Test
    void leavesABodyAndItsAnswerTheirTime() {
        Http upload = open();
        upload.requests = 1;
        for (int second = 0; second < 60; second += 5) {
            upload.bytes += 100_000;
            pass(5);
        }
        pass(30);
        assertThat(upload.isOpen()).isTrue();
    }

    @Test
    void countsAnewFromEachWholeRequest() {
        Http busy = open();
        for (int second = 0; second < 600; second += 5) {
            busy.bytes += 100;
            busy.requests += second % 70 == 0 ? 1 : 0;
            pass(5);
        }
        assertThat(busy.isOpen()).isTrue();
    }

    @Test
    void leavesWhoWaitsForAnAnswerHoweverLong() {
        Http waits = open();
        waits.bytes = 100;
        waits.requests = 1;
        for (int second = 0; second < 600; second += 5) {
            pass(5);
        }
        assertThat(waits.isOpen()).isTrue();
    }

    @Test
    void leavesUpgradedConnectionsAndForgetsClosedOnes() {
        Upgraded upgraded = new Upgraded();
        requests.onOpened(upgraded);
        assertThat(requests.size()).isZero();
        Http http = open();
        requests.onClosed(http);
        assertThat(requests.size()).isZero();
    }

    private void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        requests.look();
    }

    private Http open() {
        Http connection = new Http();
        requests.onOpened(connection);
        return connection;
    }

    private static final class Http extends AbstractMetaDataConnection {

        private long bytes;
        private long requests;

        private Http() {
            super(new LocalConnector(new Server()), new HttpConfiguration(), new ByteArrayEndPoint());
        }

        private boolean isOpen() {
            return getEndPoint().isOpen();
        }

        @Override
        public long getBytesIn() {
            return bytes;
        }

        @Override
        public long getMessagesIn() {
            return requests;
        }

        @Override
        public void onFillable() {
            throw new AssertionError("nothing is sent here");
        }

        @Override
        public String getId() {
            return "test";
        }

        @Override
        public HttpVersion getHttpVersion() {
            return HttpVersion.HTTP_1_1;
        }

        @Override
        public String getProtocol() {
            return "HTTP/1.1";
        }

        @Override
        public boolean isPersistent() {
            return true;
        }

        @Override
        public Object removeAttribute(String name) {
            return null;
        }

        @Override
        public Object setAttribute(String name, Object attribute) {
            return null;
        }

        @Override
        public Object getAttribute(String name) {
            return null;
        }

        @Override
        public Set<String> getAttributeNameSet() {
            return Set.of();
        }
    }

    private static final class Upgraded extends AbstractConnection {

        private Upgraded() {
            super(new ByteArrayEndPoint(), Runnable::run);
        }

        @Override
        public void onFillable() {
            throw new AssertionError("nothing is sent here");
        }
    }
}
