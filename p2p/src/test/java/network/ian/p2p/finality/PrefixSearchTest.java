package network.ian.p2p.finality;

import static network.ian.p2p.finality.PrefixFixture.ALL;
import static network.ian.p2p.finality.PrefixFixture.ENTRIES;
import static network.ian.p2p.finality.PrefixFixture.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.PrefixWanted;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;

/** How a node that has entries which came too late for an anchor learns which ones the anchor has. */
class PrefixSearchTest {

    private final Net net = new Net(2);

    @Test
    void theListIsFetchedInPagesAndWhatIsMissingAfterIt() {
        AnchoredNode ahead = PrefixFixture.ahead(net);
        AnchoredNode node = net.node();
        node.hold(ALL.subList(5, ENTRIES));
        net.link(node, ahead);
        node.seek(PREFIX, 0);
        assertThat(net.runUntil(() -> node.ledger().frozen().equals(PREFIX), Duration.ofSeconds(20)))
                .isTrue();
        assertThat(ahead.received(Message.AskPrefix.class))
                .extracting(Message.AskPrefix::from)
                .containsExactly(0, 4_096, 8_192);
        net.run(Duration.ofMinutes(1));
        assertThat(node.faults()).isEmpty();
        assertThat(ahead.faults()).isEmpty();
        assertThat(node.anchoring().gauges()).isEqualTo(new FinalityGauges(0, 0, 0, 0));
        assertThat(ahead.anchoring().gauges()).isEqualTo(new FinalityGauges(0, 0, 0, 0));
    }

    @Test
    void onlyWhatIsNotFrozenHereIsAskedFor() {
        AnchoredNode ahead = PrefixFixture.ahead(net);
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        node.freeze(PREFIX.subList(0, 8_000));
        net.link(node, ahead);
        net.run(Duration.ofSeconds(1));
        node.seek(PREFIX, 8_000);
        net.run(Duration.ofSeconds(5));
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
        assertThat(ahead.received(Message.AskPrefix.class)).hasSize(1);
    }

    @Test
    void whoFrozeLessIsNotAsked() {
        AnchoredNode less = net.node();
        less.hold(ALL.subList(0, ENTRIES));
        less.freeze(PREFIX.subList(0, 100));
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        net.link(node, less);
        node.seek(PREFIX, 0);
        net.run(Duration.ofMinutes(1));
        assertThat(less.received(Message.AskPrefix.class)).isEmpty();
        less.freeze(PREFIX);
        net.run(Duration.ofSeconds(10));
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
    }

    @Test
    void aListFarLongerThanWhatIsHeldWaits() {
        AnchoredNode ahead = PrefixFixture.ahead(net);
        ahead.tamper(message -> message instanceof Message.Status status
                ? List.of(new Message.Status(status.heads().stream()
                        .map(head -> new Head(
                                head.topic(), head.entries(), head.set(), head.logSize(), head.logRoot(), 1 << 30))
                        .toList()))
                : List.of(message));
        AnchoredNode node = net.node();
        net.link(node, ahead);
        ahead.hold(ALL.subList(ENTRIES, ENTRIES + 1));
        net.run(Duration.ofSeconds(5));
        int entries = ENTRIES + 1;
        assertThat(node.ledger().current().entryCount()).isEqualTo(entries);
        node.anchoring()
                .seek(AnchoredNode.TOPIC, new PrefixWanted(7, 8 + entries + PrefixSearch.UNSEEN, PREFIX.get(0)));
        net.run(Duration.ofMinutes(1));
        assertThat(ahead.received(Message.AskPrefix.class)).isEmpty();
        node.hold(ALL.subList(ENTRIES + 1, ENTRIES + 2));
        net.run(Duration.ofSeconds(5));
        assertThat(ahead.received(Message.AskPrefix.class)).isNotEmpty();
    }

    @Test
    void whatIsForgottenIsNotAskedForAndWhatCameMeanwhileIsIgnored() {
        AnchoredNode ahead = PrefixFixture.ahead(net);
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        net.link(node, ahead);
        net.run(Duration.ofSeconds(1));
        node.seek(PREFIX, 0);
        node.anchoring().forget(AnchoredNode.TOPIC);
        net.run(Duration.ofMinutes(1));
        assertThat(ahead.received(Message.AskPrefix.class)).hasSize(1);
        assertThat(node.ledger().frozen()).isEmpty();
        assertThat(node.faults()).isEmpty();
        node.seek(PREFIX, 0);
        net.run(Duration.ofSeconds(10));
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
    }

    @Test
    void whatIsStillWantedIsAskedForAnew() {
        AnchoredNode ahead = PrefixFixture.ahead(net);
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        node.finality().overloaded(true);
        net.link(node, ahead);
        node.seek(PREFIX, 0);
        net.run(Duration.ofSeconds(50));
        assertThat(ahead.received(Message.AskPrefix.class)).hasSize(3);
        assertThat(node.ledger().frozen()).isEmpty();
        node.finality().overloaded(false);
        net.run(Duration.ofSeconds(20));
        assertThat(ahead.received(Message.AskPrefix.class)).hasSize(6);
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
    }

    @Test
    void aRefusalByTheRulesIsTold() {
        AnchoredNode ahead = PrefixFixture.ahead(net);
        AnchoredNode node = net.node();
        Hash below = Ledger.entry(11).id();
        Hash forged = Ledger.entry(12).id();
        Hash stale = Ledger.entry(13).id();
        Hash undecided = Ledger.entry(14).id();
        node.verdict(below, new Verdict.Reject(Reason.BELOW_THRESHOLD, ""));
        node.verdict(forged, new Verdict.Reject(Reason.INVALID_SIGNATURE, ""));
        node.verdict(stale, new Verdict.Ignore(Reason.STALE, ""));
        node.verdict(undecided, new Verdict.Undecided(Reason.OVERLOADED, ""));
        node.hold(ALL.subList(100, ENTRIES));
        net.link(node, ahead);
        net.run(Duration.ofMillis(100));
        node.anchoring().fetch(AnchoredNode.TOPIC, List.of(below, forged, stale, undecided));
        net.run(Duration.ofMinutes(10));
        assertThat(node.finality().refused()).containsExactly(below);
        assertThat(node.anchoring().gauges().missing()).isEqualTo(3);
        // Refused before it was asked for: told again, without fetching it.
        node.anchoring().fetch(AnchoredNode.TOPIC, List.of(below));
        assertThat(node.finality().refused()).containsExactly(below, below);
    }
}
