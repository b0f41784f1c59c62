package network.ian.p2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.intake.Result;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message.Announce;
import network.ian.p2p.wire.Message.Graft;
import network.ian.p2p.wire.Message.Push;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** What was announced and does not come is asked for, of one announcer after the other and in bounded number. */
class WantedTest {

    private final GossipBench bench = new GossipBench();
    private final Peer a = bench.peer();
    private final Peer b = bench.peer();
    private final Peer c = bench.peer();
    private final WireEntry entry = GossipBench.entry(1, 100);

    @Test
    void asksTheAlternatesAtOnceWhenACopyIsForged() {
        bench.push(a, entry, 2);
        bench.announce(b, entry.id());
        bench.push(c, entry, 2);

        bench.judge(entry, Result.FORGED);

        assertThat(bench.sentTo(b, Graft.class)).extracting(Graft::wanted).containsExactly(List.of(entry.id()));
        bench.push(b, entry, 2);
        bench.judge(entry, Result.ADMITTED);
        assertThat(bench.sent(Push.class)).isEmpty();
        assertThat(bench.gossip.recentBytes()).isPositive();
    }

    @Test
    void asksAnnouncersOneAfterTheOtherAndBlamesThemOnlyIfNobodySupplies() {
        bench.announce(a, entry.id());
        bench.announce(b, entry.id());
        assertThat(bench.sent(Graft.class)).isEmpty();

        bench.pass(700);
        assertThat(bench.sentTo(a, Graft.class)).hasSize(1);
        bench.pass(300);
        assertThat(bench.sentTo(b, Graft.class)).hasSize(1);
        bench.pass(1_000);

        assertThat(bench.blamed).containsExactly(a, b);
        assertThat(bench.gossip.wanted()).isZero();
    }

    @Test
    void asksForNothingThatComesInTime() {
        bench.announce(a, entry.id());
        bench.pass(100);
        bench.push(b, entry, 3);
        bench.judge(entry, Result.ADMITTED);
        bench.pass(5_000);

        assertThat(bench.sent(Graft.class)).isEmpty();
        assertThat(bench.blamed).isEmpty();
    }

    @Test
    void boundsWhatIsWantedForOnePeerAndLessForOneThatDoesNotSupply() {
        bench.announce(a, ids(0, 1_024));
        assertThat(bench.gossip.wanted()).isEqualTo(Wanted.MAX_PER_PEER);
        bench.pass(10_000);
        assertThat(bench.gossip.wanted()).isZero();

        bench.announce(a, ids(2_000, 1_024));
        assertThat(bench.gossip.wanted()).isEqualTo(Wanted.MAX_PER_DOUBTED_PEER);
        bench.announce(b, ids(4_000, 1_024));
        assertThat(bench.gossip.wanted()).isEqualTo(Wanted.MAX_PER_DOUBTED_PEER + Wanted.MAX_PER_PEER);
    }

    @Test
    void fetchesWhatIsLargeOnceAndAnnouncesIt() {
        WireEntry large = GossipBench.entry(2, 20_000);
        bench.announceLarge(a, large.id());
        bench.announceLarge(b, large.id());
        bench.pass(100);
        assertThat(bench.sent(Graft.class)).containsExactly(new Graft(GossipBench.TOPIC, false, List.of(large.id())));

        bench.push(a, large, 0);
        bench.judge(large, Result.ADMITTED);
        bench.pass(10_000);

        assertThat(bench.sent(Push.class)).isEmpty();
        assertThat(bench.sentTo(c, Announce.class)).extracting(Announce::kind).containsExactly(AnnounceKind.LARGE);
        assertThat(bench.sent(Graft.class)).hasSize(1);
    }

    private static Hash[] ids(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Sha256.of(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toArray(Hash[]::new);
    }
}
