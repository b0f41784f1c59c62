package network.ian.p2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.p2p.intake.Result;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message.Graft;
import network.ian.p2p.wire.Message.Prune;
import network.ian.p2p.wire.Message.Push;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/**
 * Which links carry contributions: duplicates prune, losses graft, earlier announcers replace, and a share goes
 * beside the tree.
 */
class BroadcastTreeTest {

    private final GossipBench bench = new GossipBench();
    private final Peer a = bench.peer();
    private final Peer b = bench.peer();
    private final Peer c = bench.peer();
    private final WireEntry entry = GossipBench.entry(1, 100);

    @Test
    void prunesANewLinkThatBringsADuplicateButNeverTheLastEagerOne() {
        bench.push(a, entry, 3);
        bench.push(b, entry, 3);
        bench.push(c, entry, 3);
        assertThat(bench.sent(Prune.class)).hasSize(2);
        bench.judge(entry, Result.ADMITTED);

        bench.push(a, entry, 3);
        assertThat(bench.sentTo(a, Prune.class)).isEmpty();
    }

    @Test
    void asksSomebodyElseWhenTheLastEagerPeerPrunesOrLeaves() {
        bench.prune(a);
        bench.prune(b);
        bench.prune(c);
        assertThat(bench.sent(Graft.class)).singleElement().matches(Graft::join);

        bench.gossip.down(bench.sent.get(0).to());
        assertThat(bench.sent(Graft.class)).hasSize(2);
    }

    @Test
    void pushesBesideTheTreeWhereAContributionCameInEvenIfTheFirstHopsMayNot() {
        lazyPeers(20);
        receive(100, 0.35);

        bench.post(entry, 0);
        // The eager peer, and of the others about 16 x (1 - 0.35).
        assertThat(bench.sent(Push.class)).hasSizeBetween(11, 13);

        bench.sent.clear();
        WireEntry passing = GossipBench.entry(2, 100);
        bench.push(b, passing, 0);
        bench.judge(passing, Result.ADMITTED);
        assertThat(bench.sent(Push.class)).extracting(Push::hops).containsExactly(1);
    }

    @Test
    void pushesLessBesideTheTreeTheMoreDuplicatesArrive() {
        lazyPeers(20);
        receive(100, 0.5);

        bench.post(entry, 0);
        // The eager peer, and of the others about 16 x (1 - 0.5).
        assertThat(bench.sent(Push.class)).hasSizeBetween(8, 10);
    }

    @Test
    void exchangesALinkForAnEarlierAnnouncerHoweverMuchItCarriesTheOtherWay() {
        lazyPeers(0);
        bench.pass(2_000);
        for (int i = 0; i < 5; i++) {
            assertThat(bench.sent(Graft.class)).isEmpty();
            bench.post(GossipBench.entry(200 + i, 100), 0);
            bench.post(GossipBench.entry(300 + i, 100), 0);
            WireEntry later = GossipBench.entry(100 + i, 100);
            bench.announce(b, later.id());
            bench.pass(50);
            bench.push(a, later, 3);
            bench.judge(later, Result.ADMITTED);
        }

        assertThat(bench.sentTo(b, Graft.class)).containsExactly(new Graft(GossipBench.TOPIC, true, List.of()));
        assertThat(bench.sentTo(a, Prune.class)).isEmpty();
    }

    /** Adds so many peers; all but {@code a} only announce from now on. */
    private void lazyPeers(int count) {
        IntStream.range(0, count).forEach(i -> bench.prune(bench.peer()));
        bench.prune(b);
        bench.prune(c);
    }

    /** {@code a} brings contributions, {@code b} duplicates that make up {@code share} of what arrives, at most half. */
    private void receive(int count, double share) {
        int duplicates = 0;
        for (int i = 0; i < count; i++) {
            WireEntry one = GossipBench.entry(1_000 + i, 100);
            bench.push(a, one, 3);
            bench.judge(one, Result.ADMITTED);
            if (duplicates < share / (1 - share) * (i + 1)) {
                bench.push(b, one, 1);
                duplicates++;
            }
        }
        bench.sent.clear();
    }
}
