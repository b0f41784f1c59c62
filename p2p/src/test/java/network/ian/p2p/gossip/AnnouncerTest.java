package network.ian.p2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.p2p.intake.Result;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message.Announce;
import network.ian.p2p.wire.Message.Push;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** When ids are announced instead of contributions pushed, and which announcements are gathered into one. */
class AnnouncerTest {

    private final GossipBench bench = new GossipBench();
    private final Peer a = bench.peer();
    private final Peer b = bench.peer();
    private final Peer c = bench.peer();
    private final WireEntry entry = GossipBench.entry(1, 100);

    @Test
    void onlyAnnouncesToACongestedPeer() {
        bench.congested.add(a);
        bench.post(entry, 0);

        assertThat(bench.sentTo(a, Push.class)).isEmpty();
        assertThat(bench.sentTo(a, Announce.class)).hasSize(1);
    }

    @Test
    void gathersAnnouncementsThatFollowEachOtherButWhatThePeerShowsToHold() {
        bench.prune(a);
        List<WireEntry> entries = IntStream.range(0, 6)
                .mapToObj(number -> GossipBench.entry(number, 100))
                .toList();
        entries.subList(0, 5).forEach(this::admittedFromB);
        bench.announce(a, entries.get(2).id());
        bench.push(a, entries.get(3), 4);
        bench.pass(249);

        assertThat(announcedToA()).containsExactly(ids(entries, 0));
        bench.pass(1);
        assertThat(announcedToA()).containsExactly(ids(entries, 0), ids(entries, 1, 4));
        bench.pass(250);
        admittedFromB(entries.get(5));
        assertThat(announcedToA()).containsExactly(ids(entries, 0), ids(entries, 1, 4), ids(entries, 5));
        assertThat(bench.sentTo(c, Push.class)).hasSize(6);
    }

    @Test
    void announcesWhatIsLargeAtOnce() {
        bench.prune(a);
        admittedFromB(entry);
        WireEntry large = GossipBench.entry(2, 20_000);
        admittedFromB(large);

        assertThat(bench.sentTo(a, Announce.class))
                .extracting(Announce::kind)
                .containsExactly(AnnounceKind.LAZY, AnnounceKind.LARGE);
    }

    private void admittedFromB(WireEntry pushed) {
        bench.push(b, pushed, 4);
        bench.judge(pushed, Result.ADMITTED);
    }

    private List<List<Hash>> announcedToA() {
        return bench.sentTo(a, Announce.class).stream().map(Announce::ids).toList();
    }

    private static List<Hash> ids(List<WireEntry> entries, int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> entries.get(number).id())
                .toList();
    }
}
