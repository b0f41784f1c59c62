package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import network.ian.tau.client.TauNode.TransactionStatus.State;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that pass: after asking, the same bytes are sent again or are signed anew, and one anchor stands in the end. */
class CommitterErrorsTest {

    private final CommitBench bench = new CommitBench(1);
    private final FaultScript script = new FaultScript();

    @BeforeEach
    void entries() {
        bench.entries(7);
        bench.tau.faults = script;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RATE_LIMITED",
                "MEMPOOL_FULL",
                "ADMISSION_BUSY",
                "ADMISSION_TIMEOUT",
                "TIMEOUT",
                "INTERNAL_ERROR"
            })
    void whatPassesIsTriedAgainWithTheSameBytesAfterAskingWhatBecameOfThem(String code) {
        script.fail("send", FaultScript.error(code), FaultScript.error(code));
        assertThat(bench.step().state()).isEqualTo(CommitState.RETRYING);
        assertThat(bench.committer.status().lastError())
                .get()
                .satisfies(error -> assertThat(error.text()).startsWith(code));
        bench.run(30);
        assertThat(bench.tau.count("send")).isEqualTo(3);
        assertThat(bench.tau.seen.stream().map(TauTransaction::hash).distinct()).hasSize(1);
        assertThat(bench.counts.failed).isEqualTo(2);
        bench.assertAnchoredOnce();
    }

    @Test
    void anErrorOfTheMachineDoesNotEndTheCommitter() {
        bench.tau.faults = new FakeTau.Faults() {
            @Override
            public void before(String call) {
                throw new StackOverflowError(call);
            }

            @Override
            public void after(String call) {}
        };
        assertThat(bench.step().state()).isEqualTo(CommitState.FAILED);
        bench.tau.faults = FakeTau.NO_FAULTS;
        bench.committer.commitNow();
        bench.step();
        bench.assertAnchoredOnce();
    }

    @Test
    void aSendThatWasCutOffIsAskedForBeforeItIsRepeated() {
        script.fail("send", new IOException("connection reset"));
        assertThat(bench.step().state()).isEqualTo(CommitState.RETRYING);
        bench.run(10);
        assertThat(bench.tau.calls.subList(bench.tau.calls.indexOf("send"), bench.tau.calls.size()))
                .startsWith("send", "status", "sequence", "hello", "send");
        bench.assertAnchoredOnce();
    }

    @Test
    void aSendWhoseAnswerIsLostIsNotRepeated() {
        script.loseAnswers("send", 1);
        bench.step();
        assertThat(bench.run(10).state()).isEqualTo(CommitState.IN_FLIGHT);
        assertThat(bench.tau.count("send")).isEqualTo(1);
        bench.assertAnchoredOnce();
    }

    @Test
    void anOutageOfAnHourCostsFewCallsAndNoAnchor() {
        IOException[] outage = new IOException[10_000];
        Arrays.fill(outage, new IOException("Circuit breaker is open"));
        script.fail("hello", outage);
        assertThat(bench.run(3_600).state()).isEqualTo(CommitState.RETRYING);
        assertThat(bench.tau.calls).hasSizeLessThan(100);
        assertThat(bench.store.writes).isZero();
        script.clear();
        bench.run(80);
        bench.assertAnchoredOnce();
    }

    @Test
    void anInvalidSequenceHasTheChainAndTheNodeAskedForOurOwnFirst() {
        script.fail("send", FaultScript.error("INVALID_SEQUENCE"));
        assertThat(bench.step().state()).isEqualTo(CommitState.READING_BACK);
        assertThat(bench.chain.refreshed).isPositive();
        bench.run(10);
        assertThat(bench.tau.calls.subList(bench.tau.calls.indexOf("send"), bench.tau.calls.size()))
                .startsWith("send", "status", "sequence");
        assertThat(bench.tau.seen.stream().map(TauTransaction::hash).distinct()).hasSize(1);
        bench.assertAnchoredOnce();
    }

    @Test
    void whatTheNodeSaysHasExpiredIsSignedAgainUnderTheSameSequenceNumber() {
        bench.tau.clockAheadSeconds = 90_000;
        assertThat(bench.step().state()).isEqualTo(CommitState.RETRYING);
        bench.run(600);
        assertThat(bench.tau.count("send") + bench.tau.count("check"))
                .as("no hot loop while the clocks differ")
                .isLessThan(12);
        bench.tau.clockAheadSeconds = 0;
        bench.run(1_200);
        assertThat(bench.tau.seen).extracting(TauTransaction::sequence).containsOnly(0L);
        bench.assertAnchoredOnce();
    }

    @Test
    void anExpiredOneIsSignedAgainAtOnce() {
        bench.step();
        TauTransaction first = bench.tau.mempool.get(0L);
        bench.clock.advance(Duration.ofHours(25));
        bench.run(4);
        TauTransaction second = bench.tau.mempool.get(0L);
        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(second.operations()).isEqualTo(first.operations());
        assertThat(second.expirationSeconds()).isEqualTo(first.expirationSeconds() + 25 * 3600);
        bench.assertAnchoredOnce();
    }

    @Test
    void aRejectedOneIsSignedAgainAfterAWhile() {
        bench.step();
        TauTransaction gone = bench.tau.mempool.remove(0L);
        bench.tau.ends.put(gone.hash(), State.REJECTED);
        assertThat(bench.run(8).state()).isEqualTo(CommitState.FAILED);
        assertThat(bench.tau.count("send")).isEqualTo(1);
        bench.run(120);
        assertThat(bench.tau.mempool.get(0L).operations()).isEqualTo(gone.operations());
        bench.assertAnchoredOnce();
    }

    @Test
    void errorsOfQuestionsAreWaitedOutAsWell() {
        script.fail("sequence", FaultScript.error("RATE_LIMITED"), FaultScript.error("BAD_ACCOUNT"));
        assertThat(bench.step().state()).isEqualTo(CommitState.RETRYING);
        assertThat(bench.run(10).state()).isEqualTo(CommitState.FAILED);
        assertThat(bench.run(200).state()).isEqualTo(CommitState.IN_FLIGHT);
        bench.assertAnchoredOnce();
    }
}
