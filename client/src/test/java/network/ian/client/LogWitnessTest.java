package network.ian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.client.LogWitness.Finding;
import network.ian.client.error.LogMovedException;
import network.ian.client.error.NodeRefusedException;
import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogWitnessTest {

    private final FakeLog log = new FakeLog();
    private FakeNode node;
    private LogWitness witness;

    @BeforeEach
    void start() throws IOException {
        node = new FakeNode().otherwise(log::reply);
        witness = new LogWitness(IanClient.to(node.url()).build(), "G", CheckedLog.NOTHING);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void growthIsProvedAndRemembered() {
        log.holds(List.of(), 0);
        assertThat(witness.check()).isEqualTo(new Finding.Unchanged(CheckedLog.NOTHING));
        log.holds(List.of(1, 2, 3), 0);
        assertThat(witness.check()).isInstanceOf(Finding.Grown.class);
        log.holds(List.of(1, 2, 3, 4, 5), 2);
        assertThat(witness.check()).isInstanceOfSatisfying(Finding.Grown.class, grown -> {
            assertThat(grown.before().size()).isEqualTo(3);
            assertThat(grown.now().size()).isEqualTo(5);
            assertThat(grown.now().frozenSize()).isEqualTo(2);
        });
        assertThat(witness.check()).isInstanceOf(Finding.Unchanged.class);
        CheckedLog kept = CheckedLog.parse(witness.last().text() + "\n");
        assertThat(kept).isEqualTo(witness.last());
        log.holds(List.of(1, 2, 3, 4, 5), 4);
        LogWitness later = new LogWitness(IanClient.to(node.url()).build(), "G", kept);
        assertThat(later.check()).isInstanceOf(Finding.Grown.class);
        assertThat(later.last().frozenSize()).isEqualTo(4);
    }

    @Test
    void aLateEntryBehindTheFinalPrefixIsAReorderAndNoMore() {
        witnessed(List.of(1, 2, 3, 4, 5), 2);
        log.holds(List.of(1, 2, 9, 3, 4, 5), 2);
        assertThat(witness.check())
                .isInstanceOfSatisfying(
                        Finding.Reordered.class,
                        moved -> assertThat(moved.now().size()).isEqualTo(6));
        log.holds(List.of(1, 2, 9), 2);
        assertThat(witness.check())
                .isInstanceOfSatisfying(
                        Finding.Reordered.class,
                        moved -> assertThat(moved.now().size())
                                .isLessThan(moved.before().size()));
        log.holds(List.of(1, 2, 9, 3), 1);
        assertThat(witness.check()).isInstanceOf(Finding.Grown.class);
        assertThat(witness.last().frozenSize())
                .as("what was once final stays so here")
                .isEqualTo(2);
    }

    @Test
    void whatWasFinalAndIsNoLongerIsSaidAndNotTakenOver() {
        CheckedLog before = witnessed(List.of(1, 2, 3, 4, 5), 3);
        for (List<Integer> rewritten : List.of(
                List.of(1, 3, 2, 4, 5), List.of(1, 2, 9, 3, 4, 5), List.of(2, 3), List.of(1, 2, 8, 4, 5, 6, 7))) {
            log.holds(rewritten, 0);
            assertThat(witness.check()).as("%s", rewritten).isInstanceOf(Finding.Rewritten.class);
            assertThat(witness.last()).isEqualTo(before);
        }
        log.holds(List.of(1, 2, 3, 4, 5), 3);
        assertThat(witness.check()).isInstanceOf(Finding.Unchanged.class);
    }

    @Test
    void aProofThatDoesNotHoldIsNone() {
        witnessed(List.of(1, 2, 3), 1);
        log.holds(List.of(1, 2, 3, 4), 1).spoilt(true);
        assertThat(witness.check())
                .isInstanceOfSatisfying(
                        Finding.Rewritten.class,
                        found -> assertThat(found.why()).contains("does not prove"));
    }

    @Test
    void aLogThatMovesBetweenTheAnswersIsAskedAgain() {
        witnessed(List.of(1, 2, 3), 1);
        AtomicInteger answers = new AtomicInteger();
        log.beforeEach(() -> {
            int answer = answers.incrementAndGet();
            if (answer <= 5) {
                log.holds(List.of(1, 2, 10 + answer, 3), 1);
            }
        });
        assertThat(witness.check()).isInstanceOf(Finding.Reordered.class);
        log.beforeEach(() -> log.holds(List.of(1, 2, 10 + answers.incrementAndGet(), 3), 1));
        assertThatThrownBy(witness::check).isInstanceOf(LogMovedException.class);
    }

    @Test
    void aGoalThatTheNodeDoesNotHaveIsARefusal() {
        LogWitness other = new LogWitness(IanClient.to(node.url()).build(), "OTHER", CheckedLog.NOTHING);
        assertThatThrownBy(other::check).isInstanceOf(NodeRefusedException.class);
    }

    @Test
    void whatIsNoCheckedLogIsRefused() {
        for (String text : List.of("", "1 2 3", "x " + FakeLog.id(1) + " 0 " + FakeLog.id(1), "1 ab 0 cd")) {
            assertThatThrownBy(() -> CheckedLog.parse(text)).isInstanceOf(MalformedException.class);
        }
    }

    private CheckedLog witnessed(List<Integer> numbers, int frozen) {
        log.holds(numbers, frozen);
        assertThat(witness.check()).isInstanceOf(Finding.Grown.class);
        return witness.last();
    }
}
