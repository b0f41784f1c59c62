package network.ian.p2p.finality;

import static network.ian.p2p.finality.PrefixFixture.ALL;
import static network.ian.p2p.finality.PrefixFixture.ENTRIES;
import static network.ian.p2p.finality.PrefixFixture.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/**
 * Who answers a search for a prefix falsely is banned and does not stop it; who is only of another opinion is not
 * banned.
 */
class FalsePrefixTest {

    private final Net net = new Net(2);

    @Test
    void theListIsFetchedAlthoughOneLiesAndOneIsSilent() {
        int lies = 0;
        for (int seed = 0; seed < 8; seed++) {
            Net other = new Net(seed);
            AnchoredNode liar = PrefixFixture.ahead(other, 500);
            liar.tamper(altered(ids -> {
                List<Hash> swapped = new ArrayList<>(ids);
                Collections.swap(swapped, 0, 1);
                return swapped;
            }));
            AnchoredNode silent = PrefixFixture.ahead(other, 500);
            silent.tamper(message -> message instanceof Message.Prefix ? List.of() : List.of(message));
            AnchoredNode good = PrefixFixture.ahead(other, 500);
            AnchoredNode node = other.node();
            node.hold(ALL.subList(0, 500));
            List.of(liar, silent, good).forEach(peer -> other.link(node, peer));
            other.run(Duration.ofSeconds(1));
            node.seek(PrefixFixture.prefix(500), 0);
            other.run(Duration.ofMinutes(2));
            assertThat(node.ledger().frozen()).as("seed " + seed).isEqualTo(PrefixFixture.prefix(500));
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
        AnchoredNode liar = PrefixFixture.ahead(net);
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
        net.link(node, PrefixFixture.ahead(net));
        net.run(Duration.ofSeconds(10));
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
    }

    @Test
    void whoSuppliesTheRightIdsToANodeThatFrozeOthersIsNotBanned() {
        AnchoredNode ahead = PrefixFixture.ahead(net);
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
        AnchoredNode odd = PrefixFixture.ahead(net);
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
        net.link(node, PrefixFixture.ahead(net));
        net.run(Duration.ofSeconds(10));
        assertThat(node.ledger().frozen()).isEqualTo(PREFIX);
    }

    private static Function<Message, List<Message>> altered(Function<List<Hash>, List<Hash>> ids) {
        return message -> message instanceof Message.Prefix prefix
                ? List.of(new Message.Prefix(
                        prefix.request(), prefix.topic(), prefix.from(), List.copyOf(ids.apply(prefix.ids()))))
                : List.of(message);
    }
}
