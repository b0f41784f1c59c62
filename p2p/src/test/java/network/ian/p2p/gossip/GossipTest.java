package network.ian.p2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.intake.Result;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.Message.Announce;
import network.ian.p2p.wire.Message.Graft;
import network.ian.p2p.wire.Message.Prune;
import network.ian.p2p.wire.Message.Push;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

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

    private static Hash[] ids(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Sha256.of(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toArray(Hash[]::new);
    }
}
