package network.ian.p2p.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;

/** How nodes that never speak to the chain learn it. */
class ChainSearchTest {

    private final Net net = new Net(1);

    @Test
    void aNodeWithoutChainLearnsItFromItsNeighbourAndTheNextFromIt() {
        AnchoredNode tau = net.node();
        AnchoredNode first = net.node();
        AnchoredNode second = net.node();
        tau.chain().grow(1_001);
        net.link(tau, first);
        net.link(first, second);
        assertThat(net.runUntil(() -> second.chain().length() == 1_001, Duration.ofMinutes(2)))
                .isTrue();
        assertThat(first.chain().length()).isEqualTo(1_001);
        net.run(Duration.ofMinutes(1));
        for (AnchoredNode node : List.of(tau, first, second)) {
            assertThat(node.faults()).isEmpty();
            assertThat(node.rateLimited()).isEmpty();
            assertThat(node.anchoring().gauges()).isEqualTo(new FinalityGauges(0, 0, 0, 0));
        }
        // One question for each page, and none once nothing follows.
        assertThat(tau.received(Message.AskChain.class)).hasSize(1_000 / TestChain.PAGE_BLOCKS);
    }

    @Test
    void aNewBlockIsToldToWhoeverDoesNotKnowIt() {
        AnchoredNode tau = net.node();
        AnchoredNode other = net.node();
        net.link(tau, other);
        net.run(Duration.ofSeconds(5));
        assertThat(other.received(Message.ChainTip.class)).isEmpty();
        tau.chain().grow(2);
        net.run(Duration.ofSeconds(1));
        assertThat(other.chain().length()).isEqualTo(2);
        net.run(Duration.ofMinutes(1));
        assertThat(other.received(Message.ChainTip.class)).hasSize(1);
        assertThat(tau.received(Message.ChainTip.class)).isEmpty();
    }

    @Test
    void aGoalWithoutAnAnchorAsksNothingAndAnswersWithNothing() {
        AnchoredNode none = net.node();
        none.chain().none();
        AnchoredNode other = net.node();
        other.chain().grow(100);
        net.link(none, other);
        net.run(Duration.ofMinutes(1));
        assertThat(other.received(Message.AskChain.class)).isEmpty();
        other.blind();
        other.say(new Message.AskChain(1, AnchoredNode.TOPIC, List.of(TestChain.block(0))));
        net.run(Duration.ofSeconds(1));
        assertThat(other.received(Message.Chain.class))
                .containsExactly(new Message.Chain(1, AnchoredNode.TOPIC, Bytes.EMPTY));
    }

    @Test
    void silenceCostsNothingAndAnotherPeerIsAsked() {
        AnchoredNode silent = net.node();
        silent.chain().grow(101);
        silent.tamper(message -> message instanceof Message.Chain ? List.of() : List.of(message));
        AnchoredNode node = net.node();
        net.link(node, silent);
        net.run(Duration.ofSeconds(1));
        AnchoredNode good = net.node();
        good.chain().grow(101);
        net.link(node, good);
        // The same tip: the second is asked only once the first is slow.
        net.run(Duration.ofSeconds(1));
        assertThat(good.received(Message.AskChain.class)).isEmpty();
        net.run(Duration.ofSeconds(10));
        assertThat(node.chain().length()).isEqualTo(101);
        net.run(Duration.ofMinutes(2));
        assertThat(silent.received(Message.AskChain.class)).hasSize(1);
        assertThat(node.faults()).isEmpty();
        assertThat(node.peers()).isEqualTo(2);
    }

    @Test
    void whoIsAloneAndSilentIsAskedEverLessOften() {
        AnchoredNode silent = net.node();
        silent.chain().grow(11);
        silent.tamper(message -> message instanceof Message.Chain ? List.of() : List.of(message));
        AnchoredNode node = net.node();
        net.link(node, silent);
        net.run(Duration.ofHours(1));
        assertThat(silent.received(Message.AskChain.class)).hasSizeBetween(8, 14);
        assertThat(node.faults()).isEmpty();
    }

    @Test
    void aLateAnswerIsIgnored() {
        AnchoredNode late = net.node();
        late.chain().grow(11);
        late.tamper(message -> {
            if (message instanceof Message.Chain chain && chain.request() == 1) {
                net.after(Duration.ofSeconds(33).toNanos(), () -> late.say(message));
                return List.of();
            }
            return List.of(message);
        });
        AnchoredNode node = net.node();
        net.link(node, late);
        net.run(Duration.ofMinutes(2));
        assertThat(node.received(Message.Chain.class)).hasSize(2);
        assertThat(node.chain().length()).isEqualTo(11);
        assertThat(node.faults()).isEmpty();
    }

    @Test
    void noMoreThanTwoAreAskedAtOnce() {
        AnchoredNode node = net.node();
        for (int i = 0; i < 6; i++) {
            AnchoredNode silent = net.node();
            silent.chain().grow(10 + i);
            silent.tamper(message -> message instanceof Message.Chain ? List.of() : List.of(message));
            net.link(node, silent);
        }
        net.run(Duration.ofSeconds(29));
        assertThat(node.anchoring().gauges().questions()).isEqualTo(ChainSearch.ASKED_AT_ONCE);
    }

    @Test
    void aFalsePageIsAForgedClaim() {
        AnchoredNode liar = net.node();
        liar.chain().grow(31);
        liar.tamper(message -> message instanceof Message.Chain chain
                ? List.of(new Message.Chain(chain.request(), chain.topic(), Bytes.wrap(new byte[64])))
                : List.of(message));
        AnchoredNode good = net.node();
        good.chain().grow(21);
        AnchoredNode node = net.node();
        net.link(node, liar);
        net.link(node, good);
        net.run(Duration.ofSeconds(20));
        assertThat(node.bans(liar)).isTrue();
        assertThat(node.bans(good)).isFalse();
        assertThat(node.faults()).containsExactly("forged_claim");
        assertThat(node.chain().length()).isEqualTo(21);
    }

    @Test
    void whatDoesNotConnectCostsNothing() {
        AnchoredNode odd = net.node();
        odd.chain().grow(31);
        odd.tamper(message -> message instanceof Message.Chain chain
                ? List.of(new Message.Chain(
                        chain.request(),
                        chain.topic(),
                        Bytes.wrap(TestChain.block(25).toArray())))
                : List.of(message));
        AnchoredNode node = net.node();
        net.link(node, odd);
        net.run(Duration.ofMinutes(1));
        assertThat(odd.received(Message.AskChain.class)).hasSizeBetween(2, 5);
        assertThat(node.faults()).isEmpty();
    }

    @Test
    void aPageThatNobodyAskedForIsAProtocolViolation() {
        AnchoredNode pushy = net.node();
        AnchoredNode node = net.node();
        net.link(node, pushy);
        net.run(Duration.ofSeconds(1));
        pushy.say(new Message.Chain(1, AnchoredNode.TOPIC, Bytes.EMPTY));
        net.run(Duration.ofSeconds(1));
        assertThat(node.faults()).containsExactly("protocol_violation");
        assertThat(node.bans(pushy)).isTrue();
    }

    @Test
    void anAnswerGivenTwiceIsAProtocolViolation() {
        AnchoredNode twice = net.node();
        twice.chain().grow(5);
        twice.tamper(message -> message instanceof Message.Chain ? List.of(message, message) : List.of(message));
        AnchoredNode node = net.node();
        net.link(node, twice);
        net.run(Duration.ofSeconds(2));
        assertThat(node.faults()).containsExactly("protocol_violation");
    }
}
