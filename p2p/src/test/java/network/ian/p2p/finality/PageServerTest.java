package network.ian.p2p.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;

/** What others are answered. */
class PageServerTest {

    private static final Hash TOPIC = AnchoredNode.TOPIC;

    private final Net net = new Net(3);
    private final AnchoredNode server = net.node();
    private final AnchoredNode asker = net.node();
    private final List<Hash> prefix = Ledger.ids(0, 50);
    private final Message.AskPrefix whole = ask(1, 50, Ledger.root(prefix), 0, 50);

    PageServerTest() {
        server.hold(Ledger.entries(0, 100));
        server.freeze(prefix);
        asker.blind();
        net.link(server, asker);
        net.run(Duration.ofSeconds(1));
    }

    @Test
    void exactlyTheFrozenPrefixIsServed() {
        assertThat(answer(whole)).isEqualTo(new Message.Prefix(1, TOPIC, 0, prefix));
    }

    @Test
    void aShorterPrefixIsServedAsWell() {
        List<Hash> shorter = prefix.subList(0, 30);
        assertThat(answer(ask(9, 30, Ledger.root(shorter), 20, 10)))
                .isEqualTo(new Message.Prefix(9, TOPIC, 20, prefix.subList(20, 30)));
    }

    @Test
    void anotherRootIsRefused() {
        assertThat(answer(ask(1, 50, TOPIC, 0, 50)).ids()).isEmpty();
    }

    @Test
    void whatIsNotFrozenIsRefusedAlthoughItIsHeld() {
        List<Hash> longer = Ledger.ids(0, 51);
        assertThat(answer(ask(1, 51, Ledger.root(longer), 0, 51)).ids()).isEmpty();
    }

    @Test
    void moreThanAPeerMayAskASecondWaitsAndIsAnsweredInOrder() {
        int asked = 0;
        for (int tenth = 0; tenth < 10; tenth++) {
            for (int i = 0; i < 7; i++) {
                asker.say(ask(++asked, 50, Ledger.root(prefix), 0, 50));
            }
            net.run(Duration.ofMillis(100));
            assertThat(server.anchoring().gauges().served()).isLessThanOrEqualTo(PageServer.QUEUED);
        }
        int answered = asker.received(Message.Prefix.class).size();
        // 32 that were saved up, and 32 a second.
        assertThat(answered).isBetween(32 + 24, 32 + 33);
        assertThat(asker.received(Message.Prefix.class))
                .extracting(Message.Prefix::request)
                .isSorted();
        net.run(Duration.ofSeconds(2));
        assertThat(server.anchoring().gauges().served()).isZero();
        assertThat(asker.received(Message.Prefix.class)).hasSize(asked);
        assertThat(server.faults()).isEmpty();
    }

    @Test
    void moreThanTheQueueHoldsIsDroppedAndAWeakFault() {
        for (int i = 1; i <= 32 + PageServer.QUEUED + 5; i++) {
            asker.say(ask(i, 50, Ledger.root(prefix), 0, 50));
        }
        net.run(Duration.ofSeconds(5));
        assertThat(asker.received(Message.Prefix.class)).hasSize(32 + PageServer.QUEUED);
        assertThat(server.rateLimited()).hasSize(5).containsOnly(Anchoring.RATE_SCOPE);
        assertThat(server.faults()).containsOnly("rate_limit");
        assertThat(server.bans(asker)).isFalse();
    }

    @Test
    void allTogetherGetNoMoreThanTheNodeSpares() {
        List<AnchoredNode> many = new ArrayList<>(List.of(asker));
        for (int i = 0; i < 15; i++) {
            AnchoredNode one = net.node();
            one.blind();
            net.link(one, server);
            many.add(one);
        }
        net.run(Duration.ofSeconds(1));
        for (int i = 1; i <= 16; i++) {
            for (AnchoredNode one : many) {
                one.say(ask(i, 50, Ledger.root(prefix), 0, 50));
            }
        }
        net.run(Duration.ofMillis(500));
        int answered = many.stream()
                .mapToInt(one -> one.received(Message.Prefix.class).size())
                .sum();
        assertThat(answered).isBetween(128, 128 + 64);
        net.run(Duration.ofSeconds(3));
        assertThat(many)
                .allSatisfy(
                        one -> assertThat(one.received(Message.Prefix.class)).hasSize(16));
    }

    @Test
    void whoIsGoneIsAnsweredNothing() {
        for (int i = 1; i <= 40; i++) {
            asker.say(ask(i, 50, Ledger.root(prefix), 0, 50));
        }
        net.run(Duration.ofMillis(30));
        assertThat(server.anchoring().gauges().served()).isPositive();
        server.protocol().drop(server.protocol().peers().get(0), GoodbyeReason.OPERATOR, "");
        assertThat(server.anchoring().gauges().served()).isZero();
        net.run(Duration.ofSeconds(5));
        assertThat(server.anchoring().gauges()).isEqualTo(new FinalityGauges(0, 0, 0, 0));
    }

    private Message.Prefix answer(Message.AskPrefix question) {
        asker.say(question);
        net.run(Duration.ofSeconds(1));
        List<Message.Prefix> answers = asker.received(Message.Prefix.class);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static Message.AskPrefix ask(int request, int size, Hash root, int from, int count) {
        return new Message.AskPrefix(request, TOPIC, size, root, from, count);
    }
}
