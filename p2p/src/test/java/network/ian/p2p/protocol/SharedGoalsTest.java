package network.ian.p2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which goals two nodes may speak of, when goals come to either of them while they are connected. */
class SharedGoalsTest {

    private static final Hash FIRST = hash("first");
    private static final Hash LATE = hash("late");
    private static final long LINK = 1;

    private final ManualClock clock = new ManualClock();
    private final List<Message> sent = new ArrayList<>();
    private final List<GoodbyeReason> closed = new ArrayList<>();
    private PeerProtocol protocol;

    @BeforeEach
    void start() {
        Surroundings around = new Surroundings(
                clock,
                clock.wall(),
                new Random(1),
                (delay, action) -> {},
                new Recorder(),
                null,
                null,
                null,
                (records, verified) -> {},
                PeerTelemetry.NONE);
        ProtocolConfig config = new ProtocolConfig(hash("self"), "test", "test", Optional.empty(), 8, 4, List.of());
        protocol = new PeerProtocol(config, around, List.of(goal(FIRST)));
    }

    @Test
    void aGoalThatIsAddedIsAnnouncedAtOnceAndSharedWithWhoHasAnnouncedIt() {
        connect(FIRST, LATE);
        sent.clear();
        assertThat(protocol.addGoal(goal(LATE))).isTrue();
        assertThat(sent.get(0)).isEqualTo(new Message.Status(List.of(goal(LATE).head())));
        assertShared(LATE);
        assertThat(protocol.addGoal(goal(LATE))).as("again").isFalse();
    }

    @Test
    void aGoalIsSharedOnceThePeerAnnouncesItToo() {
        connect(FIRST);
        protocol.addGoal(goal(LATE));
        receive(new Message.Status(List.of(head(LATE))));
        assertShared(LATE);
        assertShared(FIRST);
    }

    @Test
    void whatThePeerAnnouncedBeforeIsRemembered() {
        connect(FIRST);
        receive(new Message.Status(List.of(head(LATE))));
        protocol.addGoal(goal(LATE));
        assertShared(LATE);
    }

    @Test
    void aGoalThatOnlyThisNodeHasAnnouncedMayNotBeSpokenOf() {
        connect(FIRST);
        protocol.addGoal(goal(LATE));
        receive(ask(LATE));
        assertThat(closed).containsExactly(GoodbyeReason.BANNED);
    }

    @Test
    void aGoalThatOnlyThePeerHasAnnouncedMayNotBeSpokenOf() {
        connect(FIRST, LATE);
        receive(ask(LATE));
        assertThat(closed).containsExactly(GoodbyeReason.BANNED);
    }

    @Test
    void aGoalThatIsAddedBetweenTheHellosIsAnnouncedBeforeAnythingElseOfIt() {
        protocol.connected(connection());
        sent.clear();
        protocol.addGoal(goal(LATE));
        assertThat(sent).as("nothing before the peer's Hello").isEmpty();
        receive(hello(FIRST, LATE));
        assertThat(sent.get(0)).isEqualTo(new Message.Status(List.of(goal(LATE).head())));
        assertShared(LATE);
    }

    @Test
    void aConnectionAnnounces256GoalsAndNoMore() {
        connect(FIRST);
        for (int number = 1; number < WireLimits.HEADS; number++) {
            receive(new Message.Status(List.of(head(hash("goal " + number)), head(FIRST))));
        }
        receive(new Message.Status(List.of(head(hash("goal 7")))));
        assertThat(closed).isEmpty();
        assertThat(protocol.peers().get(0).heads()).hasSize(WireLimits.HEADS);
        receive(new Message.Status(List.of(head(FIRST), head(hash("one more")))));
        assertThat(closed).containsExactly(GoodbyeReason.BANNED);
        assertThat(protocol.peers()).isEmpty();
    }

    @Test
    void anAnnouncementBeyondTheBudgetCounts() {
        connect(FIRST);
        protocol.addGoal(goal(LATE));
        IntStream.range(0, 130).forEach(any -> receive(new Message.Status(List.of(head(FIRST)))));
        receive(new Message.Status(List.of(head(LATE))));
        assertShared(LATE);
    }

    @Test
    void asManyGoalsAsAConnectionCanNameAndNoMore() {
        for (int number = 1; number < WireLimits.HEADS; number++) {
            protocol.addGoal(goal(hash("goal " + number)));
        }
        assertThatThrownBy(() -> protocol.addGoal(goal(LATE))).isInstanceOf(IllegalStateException.class);
        connect(FIRST);
        assertThat(((Message.Hello) sent.get(0)).heads()).hasSize(WireLimits.HEADS);
    }

    /** A question about it is answered, and nothing is held against whoever asked. */
    private void assertShared(Hash topic) {
        sent.clear();
        receive(ask(topic));
        assertThat(sent).contains(new Message.Roots(7, topic, List.of()));
        assertThat(closed).isEmpty();
    }

    private void connect(Hash... topics) {
        protocol.connected(connection());
        receive(hello(topics));
        assertThat(protocol.peers()).hasSize(1);
    }

    private void receive(Message message) {
        protocol.received(LINK, message, 100);
    }

    private static Message ask(Hash topic) {
        return new Message.AskRoots(7, topic, List.of(5L));
    }

    private static Message hello(Hash... topics) {
        List<Head> heads = List.of(topics).stream().map(SharedGoalsTest::head).toList();
        return new Message.Hello(ProtocolConfig.VERSION, "test", "peer", 0, Optional.empty(), heads);
    }

    private static Head head(Hash topic) {
        return new Head(topic, 3, new Fingerprint(1, 2), 3, hash("root"), 0);
    }

    private static GoalSet goal(Hash topic) {
        GrowingSource source = new GrowingSource();
        return new GoalSet(topic, "goal", 1 << 20, () -> source, () -> true);
    }

    private static Peer.Connection connection() {
        return new Peer.Connection(
                LINK, hash("peer"), Bytes.EMPTY, Direction.INBOUND, InetAddress.getLoopbackAddress(), 9000, 0, 0);
    }

    private static Hash hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Recorder implements Links {

        @Override
        public void send(Peer peer, Message message) {
            sent.add(message);
        }

        @Override
        public boolean congested(Peer peer) {
            return false;
        }

        @Override
        public void close(Peer peer, GoodbyeReason reason, String detail) {
            closed.add(reason);
        }
    }
}
