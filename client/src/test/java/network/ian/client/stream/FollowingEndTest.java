package network.ian.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import network.ian.client.IanClient;
import network.ian.client.error.MalformedAnswerException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.error.NodeUnreachableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A following ends by what would be repeated, by its listener, by its own closing or when its patience does, and says why. */
class FollowingEndTest {

    private static final Subscription BOARD = Subscription.to(Channel.LEADERBOARD);

    private final Told told = new Told();
    private FakeStream node;

    @BeforeEach
    void start() throws IOException {
        node = new FakeStream();
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @Test
    void nonsenseIsCutOffAndEndsTheFollowingOnlyIfItStays() throws Exception {
        List<String> nonsense = List.of("{\"type\":", "[]", "{\"type\":\"leaderboard_update\",\"cursor\":\"c\"}");
        for (int i = 0; i < nonsense.size(); i++) {
            int number = i;
            node.then(peer -> {
                peer.accept();
                peer.send(Events.subscribed(Events.cursor(0)));
                peer.send(Events.leaderboard(number));
                peer.send(nonsense.get(number));
                peer.stay();
            });
        }
        node.otherwise(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(0)));
            peer.write(FakeStream.Peer.frame(0x82, new byte[] {1, 2}));
            peer.stay();
        });
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, told)) {
            assertThatThrownBy(following::join)
                    .isInstanceOf(MalformedAnswerException.class)
                    .hasMessageContaining("gave no event: message:");
            assertThat(told.cursors(3)).containsExactly(Events.cursor(0), Events.cursor(1), Events.cursor(2));
            assertThat(told.cuts)
                    .extracting(Throwable::getMessage)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("message: not valid JSON"),
                            second -> assertThat(second).contains("message: expected an object"),
                            third -> assertThat(third).contains("timestamp: missing"),
                            fourth -> assertThat(fourth).contains("a binary message"));
        }
    }

    @Test
    void aRefusalThatWouldBeRepeatedEndsItAndOneThatWouldNotIsWaitedOut() throws Exception {
        node.then(peer -> peer.refuse(503, "Retry-After: 2\r\n"));
        node.then(peer -> peer.refuse(429, ""));
        node.then(peer -> peer.refuse(401, ""));
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, told)) {
            assertThatThrownBy(following::join)
                    .isInstanceOfSatisfying(
                            NodeRefusedException.class,
                            e -> assertThat(e.status()).isEqualTo(401));
            assertThat(Told.next(told.cuts)).hasMessageContaining("status 503");
            assertThat(Told.next(told.delays)).isEqualTo(FastClient.PACE.longestDelay());
            assertThat(Told.next(told.cuts)).hasMessageContaining("status 429");
        }
    }

    @Test
    void anErrorInPlaceOfASubscriptionEndsItInWordsThatCannotWriteToATerminal() throws Exception {
        node.then(peer -> {
            peer.accept();
            peer.send("{\"type\":\"error\",\"error\":\"goal: \\u001b[2J no such\"}");
            peer.stay();
        });
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, told)) {
            assertThatThrownBy(following::join)
                    .isInstanceOf(NodeRefusedException.class)
                    .hasMessageContaining("status 400: goal: \\u{1b}[2J no such");
        }
    }

    @Test
    void whatAListenerThrowsEndsItBehindTheLastEventThatItTook() throws Exception {
        node.then(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(0)));
            peer.send(Events.leaderboard(1));
            peer.send(Events.leaderboard(2));
            peer.stay();
        });
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, event -> {
                    if (event.cursor().equals(Events.cursor(2))) {
                        throw new IllegalArgumentException("no room");
                    }
                })) {
            assertThatThrownBy(following::join).hasRootCauseMessage("no room");
            assertThat(following.cursor()).contains(Events.cursor(1));
        }
    }

    @Test
    void closingEndsItFromWithinFromWithoutAndWithTheClient() throws Exception {
        node.otherwise(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(0)));
            peer.send(Events.leaderboard(1));
            peer.send(Events.leaderboard(2));
            peer.stay();
        });
        IanClient client = FastClient.of(node);
        BlockingQueue<Following> self = new LinkedBlockingQueue<>();
        BlockingQueue<StreamEvent> seen = new LinkedBlockingQueue<>();
        Following fromWithin = client.follow(BOARD, event -> {
            seen.add(event);
            Told.next(self).close();
        });
        self.add(fromWithin);
        fromWithin.join();
        assertThat(seen).hasSize(1);
        Following fromWithout = client.follow(BOARD, told);
        told.event();
        fromWithout.close();
        assertThat(fromWithout.ended()).isCompleted();
        fromWithout.close();
        Following withTheClient = client.follow(BOARD, told);
        client.close();
        assertThat(withTheClient.ended()).isCompleted();
        assertThatThrownBy(() -> client.follow(BOARD, told)).hasMessage("this client is closed");
    }

    @Test
    void patienceEnds() throws Exception {
        node.close();
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD.withPatience(Duration.ZERO), told)) {
            assertThatThrownBy(following::join)
                    .isInstanceOf(NodeUnreachableException.class)
                    .hasMessageContaining("does not answer: no connection");
            assertThat(told.cuts).isEmpty();
        }
    }
}
