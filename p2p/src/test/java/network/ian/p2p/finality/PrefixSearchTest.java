package network.ian.p2p.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.PrefixWanted;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** How a node that has entries which came too late for an anchor learns which ones the anchor has. */
class PrefixSearchTest {

    private static final int ENTRIES = 10_000;

    /** All but every tenth entry of the first ones: those came too late for the anchor. */
    private static final List<WireEntry> ALL = Ledger.entries(0, ENTRIES + 2);

    private static final List<Hash> PREFIX = prefix(ENTRIES);

    private final Net net = new Net(2);

    @Test
    void theListIsFetchedInPagesAndWhatIsMissingAfterIt() {
        AnchoredNode ahead = ahead();
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
        AnchoredNode ahead = ahead();
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
    void theListIsFetchedAlthoughOneLiesAndOneIsSilent() {
        int lies = 0;
        for (int seed = 0; seed < 8; seed++) {
            Net other = new Net(seed);
            AnchoredNode liar = ahead(other, 500);
            liar.tamper(altered(ids -> {
                List<Hash> swapped = new ArrayList<>(ids);
                Collections.swap(swapped, 0, 1);
                return swapped;
            }));
            AnchoredNode silent = ahead(other, 500);
            silent.tamper(message -> message instanceof Message.Prefix ? List.of() : List.of(message));
            AnchoredNode good = ahead(other, 500);
            AnchoredNode node = other.node();
            node.hold(ALL.subList(0, 500));
            List.of(liar, silent, good).forEach(peer -> other.link(node, peer));
            other.run(Duration.ofSeconds(1));
            node.seek(prefix(500), 0);
            other.run(Duration.ofMinutes(2));
            assertThat(node.ledger().frozen()).as("seed " + seed).isEqualTo(prefix(500));
            assertThat(node.bans(liar))
                    .as("seed " + seed)
                    .isEqualTo(node.finality().falseLists() == 1);
            assertThat(node.faults()).as("seed " + seed).hasSize(node.finality().falseLists());
            lies += node.finality().falseLists();
            assertThat(node.bans(silent) || node.bans(good)).isFalse();
        }
        // Whom a node asks first is left to chance.
        assertThat(lies).isBetween(1, 7);
    }

    @Test
    void aLiarThatIsTheOnlyOneIsBannedAndTheNextOneAsked() {
        AnchoredNode liar = ahead();
        liar.tamper(altered(ids -> Collections.nCopies(ids.size(), PREFIX.get(0))));
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        net.link(node, liar);
        net.run(Duration.ofSeconds(1));
        node.seek(PREFIX, 0);
        net.run(Duration.ofSeconds(10));
        assertThat(node.bans(liar)).isTrue();
        assertThat(node.faults()).containsExactly("forged_claim");
        assertThat(node.ledger().frozen()).isEmpty();
        net.link(node, ahead());
        net.run(Duration.ofSeconds(10));
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
    }

    @Test
    void whoSuppliesTheRightIdsToANodeThatFrozeOthersIsNotBanned() {
        AnchoredNode ahead = ahead();
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        List<Hash> otherBranch = new ArrayList<>(PREFIX.subList(0, 100));
        Collections.swap(otherBranch, 0, 1);
        node.freeze(otherBranch);
        net.link(node, ahead);
        net.run(Duration.ofSeconds(1));
        node.seek(PREFIX, 100);
        net.run(Duration.ofMinutes(1));
        assertThat(node.finality().falseLists()).isPositive();
        assertThat(node.bans(ahead)).isFalse();
        assertThat(node.faults()).isNotEmpty().containsOnly("not_supplied");
    }

    @Test
    void anotherNumberOfIdsIsAProtocolViolation() {
        AnchoredNode odd = ahead();
        odd.tamper(altered(ids -> ids.subList(1, ids.size())));
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        net.link(node, odd);
        net.run(Duration.ofSeconds(1));
        node.seek(PREFIX, 0);
        net.run(Duration.ofSeconds(10));
        assertThat(node.faults()).containsExactly("protocol_violation");
        assertThat(node.bans(odd)).isTrue();
        assertThat(node.anchoring().gauges().questions()).isZero();
    }

    @Test
    void idsThatNobodyAskedForAreAProtocolViolation() {
        AnchoredNode pushy = net.node();
        AnchoredNode node = net.node();
        net.link(node, pushy);
        net.run(Duration.ofSeconds(1));
        pushy.say(new Message.Prefix(1, AnchoredNode.TOPIC, 0, List.of()));
        net.run(Duration.ofSeconds(1));
        assertThat(node.faults()).containsExactly("protocol_violation");
    }

    @Test
    void whoFrozeAnotherPrefixRefusesAndIsNotToBlame() {
        AnchoredNode other = net.node();
        other.hold(ALL.subList(0, ENTRIES));
        other.freeze(ALL.subList(0, ENTRIES).stream().map(WireEntry::id).toList());
        AnchoredNode node = net.node();
        node.hold(ALL.subList(0, ENTRIES));
        net.link(node, other);
        net.run(Duration.ofSeconds(1));
        node.seek(PREFIX, 0);
        net.run(Duration.ofMinutes(1));
        assertThat(node.received(Message.Prefix.class)).hasSizeBetween(2, 5);
        assertThat(node.received(Message.Prefix.class))
                .allSatisfy(answer -> assertThat(answer.ids()).isEmpty());
        assertThat(node.faults()).isEmpty();
        net.link(node, ahead());
        net.run(Duration.ofSeconds(10));
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
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
        AnchoredNode ahead = ahead();
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
        AnchoredNode ahead = ahead();
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
        AnchoredNode ahead = ahead();
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
        AnchoredNode ahead = ahead();
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

    private AnchoredNode ahead() {
        return ahead(net, ENTRIES);
    }

    /** A node that holds everything and has frozen the prefix. */
    private AnchoredNode ahead(Net among, int entries) {
        AnchoredNode node = among.node();
        node.hold(ALL.subList(0, entries));
        node.freeze(prefix(entries));
        return node;
    }

    private static List<Hash> prefix(int entries) {
        List<Hash> ids = new ArrayList<>();
        for (int number = 0; number < entries; number++) {
            if (number % 10 != 3) {
                ids.add(ALL.get(number).id());
            }
        }
        return ids;
    }

    private static Function<Message, List<Message>> altered(Function<List<Hash>, List<Hash>> ids) {
        return message -> message instanceof Message.Prefix prefix
                ? List.of(new Message.Prefix(
                        prefix.request(), prefix.topic(), prefix.from(), List.copyOf(ids.apply(prefix.ids()))))
                : List.of(message);
    }
}
