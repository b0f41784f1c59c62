package network.ian.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.ReconcileEndReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Well-formed messages without any sense, from many peers: nothing escapes, nothing grows, nothing is left behind. */
class RandomMessagesTest {

    private static final int PEERS = 6;
    private static final List<ReconcileEndReason> REASONS = List.of(ReconcileEndReason.values());

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nonsenseDoesNoHarm(long seed) {
        Random random = new Random(seed);
        Wiring wiring = new Wiring(seed);
        TestNode node = CatchUpTest.holding(wiring.node(), 0, 300);
        TestNode honest = CatchUpTest.holding(wiring.node(), 200, 600);
        wiring.link(node, honest);
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            peers.removeIf(peer -> !node.connectedTo(peer.peer().id()));
            if (peers.size() < PEERS) {
                peers.add(wiring.scripted(node, random.nextInt(1_000), message -> {}));
            }
            ScriptedPeer peer = peers.get(random.nextInt(peers.size()));
            peer.send(message(random, peer));
            wiring.run(Duration.ofMillis(random.nextInt(60)));
        }
        assertThat(node.sync().gauges(node.goal()).wanted()).isLessThan(WantedTable.CAPACITY);
        assertThat(node.connectedTo(honest.id())).as("seed %d", seed).isTrue();
        peers.forEach(peer -> node.disconnect(peer.peer().id()));
        assertThat(wiring.runUntil(() -> CatchUpTest.equal(node, honest), Duration.ofMinutes(2)))
                .as("seed %d", seed)
                .isTrue();
        wiring.run(Duration.ofMinutes(2));
        assertThat(node.sync().askedIds()).isZero();
        assertThat(node.sync().gauges(node.goal()).wanted()).isZero();
        assertThat(node.sync().gauges(node.goal()).requests()).isZero();
    }

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    private static Message message(Random random, ScriptedPeer peer) {
        int number = lastRequest(random, peer);
        return switch (random.nextInt(10)) {
            case 0 -> new Message.Status(List.of(peer.head(random.nextInt(2_000))));
            case 1, 2 ->
                new Message.Announce(TestNode.TOPIC, AnnounceKind.HISTORY, ids(random, 1 + random.nextInt(80)));
            case 3 -> new Message.Fetch(random.nextInt(), TestNode.TOPIC, ids(random, 1 + random.nextInt(100)));
            case 4, 5 -> new Message.Entries(number, TestNode.TOPIC, random.nextBoolean(), items(random, peer));
            case 6 -> new Message.Reconcile(number, TestNode.TOPIC, random.nextBoolean(), payload(random));
            case 7 -> new Message.ReconcileEnd(number, TestNode.TOPIC, REASONS.get(random.nextInt(3)));
            case 8 -> new Message.AskRoots(number, TestNode.TOPIC, List.of(0L, 5L, random.nextLong(1L << 32)));
            default -> new Message.Roots(number, TestNode.TOPIC, ids(random, random.nextInt(5)));
        };
    }

    private static int lastRequest(Random random, ScriptedPeer peer) {
        List<Message.Fetch> fetches = peer.received(Message.Fetch.class);
        return fetches.isEmpty() || random.nextInt(20) == 0
                ? random.nextInt(3)
                : fetches.get(fetches.size() - 1).request();
    }

    private static List<FetchedItem> items(Random random, ScriptedPeer peer) {
        List<FetchedItem> items = new ArrayList<>();
        List<Message.Fetch> fetches = peer.received(Message.Fetch.class);
        List<Hash> asked = fetches.isEmpty() || random.nextInt(10) == 0
                ? ids(random, 2)
                : fetches.get(fetches.size() - 1).ids();
        for (Hash id : asked.subList(0, random.nextInt(asked.size() + 1))) {
            items.add(
                    random.nextInt(200) == 0
                            ? new FetchedItem.HeaderOnly(id, Bytes.EMPTY, Bytes.EMPTY)
                            : new FetchedItem.Missing(id));
        }
        return items;
    }

    private static List<Hash> ids(Random random, int count) {
        List<Hash> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(4_000);
            ids.add(
                    random.nextBoolean()
                            ? EntryStore.entry(number * 10L, number, 100).id()
                            : Sha256.of(new byte[] {(byte) number, (byte) (number >> 8)}));
        }
        return ids;
    }

    private static Bytes payload(Random random) {
        byte[] octets = new byte[random.nextInt(100)];
        random.nextBytes(octets);
        if (octets.length > 0 && random.nextBoolean()) {
            octets[0] = 0x61;
        }
        return Bytes.wrap(octets);
    }
}
