package network.ian.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import network.ian.client.IanClient;
import network.ian.client.error.NodeException;
import network.ian.core.config.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A following gets every event once and in order, and goes on wherever its connection is cut. */
class FollowingTest {

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
    void asksForWhatIsWantedAndShowsItsKey() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        node.then(peer -> {
            String first = peer.accept();
            asked.add(peer.header("Authorization"));
            asked.add(peer.head());
            asked.add(first);
            peer.stay();
        });
        Subscription wanted = Subscription.to(Channel.PEERS, Channel.CONTRIBUTIONS)
                .ofGoal("G")
                .since("r-7");
        try (IanClient client =
                IanClient.to(node.url() + "/").key(new Secret("k")).build()) {
            assertThat(client.follow(wanted, told).ended()).isNotDone();
            assertThat(Told.next(asked)).isEqualTo("Bearer k");
            assertThat(Told.next(asked)).startsWith("GET /api/v1/stream HTTP/1.1");
            assertThat(Told.next(asked))
                    .isEqualTo("{\"type\":\"subscribe\",\"channels\":[\"contributions\",\"peers\"],"
                            + "\"goal\":\"G\",\"since\":\"r-7\"}");
        }
    }

    @Test
    void everyEventComesOnceAndInOrderWhereverItIsCut() throws Exception {
        long seed = 20_261_121;
        int events = 150;
        int cuts = 60;
        Random random = new Random(seed);
        String all = String.join(
                "",
                IntStream.rangeClosed(1, events).mapToObj(Events::leaderboard).toList());
        for (int i = 0; i < cuts; i++) {
            int most = 1 + random.nextInt(6 * all.length() / cuts);
            boolean reset = random.nextBoolean();
            node.then(peer -> {
                byte[] rest = from(peer.accept(), events);
                peer.write(Arrays.copyOf(rest, Math.min(most, rest.length)));
                if (reset) {
                    peer.cut();
                }
            });
        }
        node.otherwise(peer -> {
            peer.write(from(peer.accept(), events));
            peer.stay();
        });
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, told)) {
            assertThat(told.cursors(events))
                    .as("seed %d", seed)
                    .isEqualTo(IntStream.rangeClosed(1, events)
                            .mapToObj(Events::cursor)
                            .toList());
            assertThat(told.cuts).as("cuts, seed %d", seed).hasSizeBetween(5, cuts);
            assertThat(following.ended()).isNotDone();
        }
        assertThat(told.events).isEmpty();
    }

    /** The frames that a node sends to one who asks for what comes after its cursor. */
    private static byte[] from(String subscribe, int events) {
        int at = subscribe.indexOf("\"since\":\"" + Events.RUN + "-");
        int since = at < 0
                ? 0
                : Integer.parseInt(
                        subscribe.substring(at + 10 + Events.RUN.length()).replaceAll("\"}", ""));
        var frames = new ByteArrayOutputStream();
        frames.writeBytes(FakeStream.Peer.text(Events.subscribed(Events.cursor(since))));
        for (int i = since + 1; i <= events; i++) {
            frames.writeBytes(FakeStream.Peer.text(Events.leaderboard(i)));
        }
        return frames.toByteArray();
    }

    @Test
    void whatComesAgainAfterAResumeIsNotToldAgainAndAGapIs() throws Exception {
        node.then(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(0)));
            peer.send(Events.leaderboard(1));
            peer.send(Events.leaderboard(2));
            told.hears(Events.cursor(2));
        });
        node.then(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(2)));
            peer.send(Events.leaderboard(2));
            peer.send(Events.leaderboard(1));
            peer.send(Events.gap(Events.cursor(9), "6", "expired"));
            peer.send(Events.leaderboard(10));
            told.hears(Events.cursor(10));
        });
        node.then(peer -> {
            String asked = peer.accept();
            peer.send(Events.subscribed("ffff00000000-0"));
            peer.send(Events.gap("ffff00000000-0", "null", asked.contains(Events.cursor(10)) ? "restarted" : "?"));
            peer.send(Events.event(
                    "leaderboard_update", "ffff00000000-1", "\"G\"", "{\"leaderboard_root\":\"" + Events.ROOT + "\"}"));
            peer.stay();
        });
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, told)) {
            assertThat(told.cursors(2)).containsExactly(Events.cursor(1), Events.cursor(2));
            assertThat(told.event()).isInstanceOfSatisfying(StreamEvent.Gap.class, gap -> {
                assertThat(gap.reason()).isEqualTo("expired");
                assertThat(gap.missed()).hasValue(6);
            });
            assertThat(told.event().cursor()).isEqualTo(Events.cursor(10));
            assertThat(told.event()).isInstanceOfSatisfying(StreamEvent.Gap.class, gap -> {
                assertThat(gap.reason()).isEqualTo("restarted");
                assertThat(gap.missed()).isEmpty();
            });
            assertThat(told.event().cursor()).isEqualTo("ffff00000000-1");
            assertThat(told.connections).hasSize(3);
            assertThat(following.ended()).isNotDone();
        }
    }

    @Test
    void aCutBeforeTheFirstEventLosesNothing() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        node.then(peer -> {
            asked.add(peer.accept());
            peer.send(Events.subscribed(Events.cursor(41)));
            Told.next(told.connections);
        });
        node.then(peer -> {
            asked.add(peer.accept());
            peer.send(Events.subscribed(Events.cursor(41)));
            peer.send(Events.leaderboard(42));
            peer.stay();
        });
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, told)) {
            assertThat(Told.next(asked)).doesNotContain("since");
            assertThat(Told.next(asked)).contains("\"since\":\"" + Events.cursor(41) + "\"");
            assertThat(told.event().cursor()).isEqualTo(Events.cursor(42));
            assertThat(following.cursor()).isPresent();
        }
    }

    @Test
    void aConnectionWithoutASignOfLifeIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        node.then(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(0)));
            over.await();
        });
        node.otherwise(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(0)));
            peer.send(Events.leaderboard(1));
            peer.stay();
        });
        Pace restless =
                new Pace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(20));
        try (IanClient client = IanClient.to(node.url()).pace(restless).build();
                Following following = client.follow(BOARD, told)) {
            assertThat(told.event().cursor()).isEqualTo(Events.cursor(1));
            assertThat(Told.next(told.cuts)).hasMessageContaining("no sign of life");
            assertThat(following.ended()).isNotDone();
        }
        over.countDown();
    }

    @Test
    void aNodeThatSaysWhyItClosesIsQuotedSafely() throws Exception {
        node.then(peer -> {
            peer.accept();
            peer.send(Events.subscribed(Events.cursor(0)));
            byte[] reason = "too slow\u202e".getBytes(StandardCharsets.UTF_8);
            byte[] payload = ByteBuffer.allocate(2 + reason.length)
                    .putShort((short) 1008)
                    .put(reason)
                    .array();
            peer.write(FakeStream.Peer.frame(0x88, payload));
        });
        try (IanClient client = FastClient.of(node);
                Following following = client.follow(BOARD, told)) {
            NodeException why = Told.next(told.cuts);
            assertThat(why).hasMessageContaining("closed the stream with code 1008: too slow\\u{202e}");
            assertThat(following.ended()).isNotDone();
        }
    }
}
