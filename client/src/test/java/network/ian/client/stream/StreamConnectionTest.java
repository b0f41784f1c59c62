package network.ian.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StreamConnectionTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Socket socket = new Socket();
    private final StreamConnection connection = new StreamConnection(new Owner(), tasks::add);

    @Test
    void asksForTheNextFrameOnlyOnceTheOneBeforeWasDealtWith() {
        connection.onOpen(socket);
        assertThat(socket.asked).isZero();
        run();
        assertThat(socket.asked).isEqualTo(1);
        connection.onText(socket, "{\"a\"", false);
        assertThat(socket.asked).isEqualTo(1);
        run();
        assertThat(told).containsExactly("open");
        connection.onText(socket, ":1}", true);
        assertThat(socket.asked).isEqualTo(2);
        run();
        assertThat(told).containsExactly("open", "{\"a\":1}");
        connection.onPing(socket, ByteBuffer.allocate(0));
        connection.onPong(socket, ByteBuffer.allocate(0));
        run();
        assertThat(socket.asked).isEqualTo(5);
    }

    @Test
    void aMessageWithoutEndIsNotCollected() {
        connection.onOpen(socket);
        String part = "x".repeat(StreamConnection.LONGEST_MESSAGE / 4);
        for (int i = 0; i < 5; i++) {
            connection.onText(socket, part, false);
        }
        run();
        assertThat(told).containsExactly("open", "nonsense: a message of more than 1048576 characters");
    }

    @Test
    void whatWasReadIsFollowedByPingsUntilThereIsAPongAndThenByOneAHeartbeat() {
        connection.onOpen(socket);
        run();
        connection.onText(socket, "{}", true);
        run();
        assertThat(connection.tick()).isTrue();
        assertThat(connection.tick()).isTrue();
        assertThat(socket.pings).isEqualTo(2);
        connection.onPong(socket, ByteBuffer.allocate(0));
        run();
        assertThat(connection.isAlive()).isTrue();
        for (int i = 0; i < Pace.TICKS; i++) {
            assertThat(connection.tick()).isTrue();
        }
        assertThat(socket.pings).isEqualTo(3);
    }

    @Test
    void twoHeartbeatsWithoutASignOfLifeAreTheEnd() {
        connection.onOpen(socket);
        run();
        assertThat(connection.tick()).isTrue();
        for (int i = 1; i < 2 * Pace.TICKS; i++) {
            assertThat(connection.tick()).isTrue();
        }
        assertThat(connection.tick()).isFalse();
    }

    @Test
    void aPingThatCannotBeWrittenIsTheEnd() {
        connection.onOpen(socket);
        run();
        socket.broken = true;
        assertThat(connection.tick()).isTrue();
        run();
        assertThat(told).containsExactly("open", "end: Broken pipe");
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private final class Owner implements StreamConnection.Owner {
        @Override
        public void onOpen(StreamConnection from) {
            told.add("open");
        }

        @Override
        public void onMessage(StreamConnection from, String text) {
            told.add(text);
        }

        @Override
        public void onNonsense(StreamConnection from, String what) {
            told.add("nonsense: " + what);
        }

        @Override
        public void onEnd(StreamConnection from, Exception why) {
            told.add("end: " + why.getMessage());
        }
    }

    /** Counts what is asked of it. */
    private static final class Socket implements WebSocket {

        private long asked;
        private int pings;
        private boolean broken;

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            pings++;
            return broken
                    ? CompletableFuture.failedFuture(new IOException("Broken pipe"))
                    : CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public void request(long n) {
            asked += n;
        }

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return false;
        }

        @Override
        public boolean isInputClosed() {
            return false;
        }

        @Override
        public void abort() {}
    }
}
