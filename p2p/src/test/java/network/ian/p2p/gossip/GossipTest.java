package network.ian.p2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.ian.p2p.intake.Result;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.Message.Graft;
import network.ian.p2p.wire.Message.Push;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** Which contributions a node passes on, to whom, and from where it answers. */
class GossipTest {

    private final GossipBench bench = new GossipBench();
    private final Peer a = bench.peer();
    private final Peer b = bench.peer();
    private final Peer c = bench.peer();
    private final WireEntry entry = GossipBench.entry(1, 100);

    @Test
    void forwardsOnlyWhatIsAdmittedAndNeverToWhomHoldsIt() {
        bench.push(a, entry, 4);
        bench.announce(b, entry.id());
        assertThat(bench.sent).isEmpty();

        bench.judge(entry, Result.ADMITTED);

        assertThat(bench.sentTo(c, Push.class)).containsExactly(new Push(GossipBench.TOPIC, 5, entry));
        assertThat(bench.sentTo(a, Message.class)).isEmpty();
        assertThat(bench.sentTo(b, Message.class)).isEmpty();
    }

    @Test
    void sendsNothingOnThatIsRefused() {
        bench.push(a, entry, 0);
        bench.judge(entry, Result.REFUSED);

        assertThat(bench.sent).isEmpty();
        assertThat(bench.gossip.wanted()).isZero();
    }

    @Test
    void originatesWhatClientsPostedAndNothingElse() {
        bench.post(entry, 1_000);
        assertThat(bench.sent(Push.class)).hasSize(3).allMatch(push -> push.hops() == 0);
        bench.sent.clear();

        bench.post(GossipBench.entry(3, 100), 121_000);
        bench.fetched(a, GossipBench.entry(4, 100));
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void originatesMoreThanOneLoadHolds() {
        for (int i = 0; i < 200; i++) {
            bench.entries.add(GossipBench.entry(1_000 + i, 15_000), bench.time.millis());
        }
        bench.gossip.grown(bench.goal, bench.goal.refresh());
        bench.pass(100);

        assertThat(bench.sentTo(a, Push.class)).hasSize(200);
    }

    @Test
    void answersFromMemoryAndFromDisk() {
        bench.post(entry, 0);
        WireEntry old = GossipBench.entry(5, 100);
        bench.post(old, 500_000);
        bench.sent.clear();

        bench.gossip.graft(c, bench.goal, new Graft(GossipBench.TOPIC, false, List.of(entry.id(), old.id())));
        bench.pass(10);

        assertThat(bench.sentTo(c, Push.class)).extracting(Push::entry).containsExactly(entry, old);
    }
}
