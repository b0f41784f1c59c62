package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import network.ian.tau.client.TauException;
import network.ian.tau.client.TauNode.TransactionStatus.State;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.OperationKey;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error of the facts ("Wire"), and what is done about it. */
class CommitterErrorsTest {

    private final CommitBench bench = new CommitBench(1);
    private final Script script = new Script();

    @BeforeEach
    void entries() {
        bench.entries(7);
        bench.tau.faults = script;
    }

    /** Errors for the next calls of one name. */
    private static final class Script implements FakeTau.Faults {

        private String call = "";
        private final Deque<Exception> before = new ArrayDeque<>();
        private final Deque<Exception> after = new ArrayDeque<>();

        void fail(String name, Exception... errors) {
            call = name;
            before.addAll(List.of(errors));
        }

        void loseAnswers(String name, int count) {
            call = name;
            for (int i = 0; i < count; i++) {
                after.add(new IOException("connection reset"));
            }
        }

        @Override
        public void before(String name) throws IOException, TauException {
            raise(name, before);
        }

        @Override
        public void after(String name) throws IOException, TauException {
            raise(name, after);
        }

        private void raise(String name, Deque<Exception> errors) throws IOException, TauException {
            if (!name.equals(call) || errors.isEmpty()) {
                return;
            }
            Exception error = errors.poll();
            if (error instanceof TauException refusal) {
                throw refusal;
            }
            throw (IOException) error;
        }
    }

    private static TauException error(String code) {
        return new TauException(code, "as the node says");
    }

    private void assertAnchoredOnce() {
        bench.block();
        bench.step();
        assertThat(bench.tau.chain).hasSize(1);
        assertThat(bench.counts.committed).isEqualTo(1);
        assertThat(bench.committer.status().state()).isEqualTo(CommitState.IDLE);
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
        script.fail("send", error(code), error(code));
        assertThat(bench.step().state()).isEqualTo(CommitState.RETRYING);
        assertThat(bench.committer.status().lastError())
                .get()
                .satisfies(error -> assertThat(error.text()).startsWith(code));
        bench.run(30);
        assertThat(bench.tau.count("send")).isEqualTo(3);
        assertThat(bench.tau.seen.stream().map(TauTransaction::hash).distinct()).hasSize(1);
        assertThat(bench.counts.failed).isEqualTo(2);
        assertAnchoredOnce();
    }

    @Test
    void whatTheNodeHasAndTheVerifiedChainNeverShowsNeedsAnOperator() {
        bench.step();
        bench.tau.block();
        assertThat(bench.run(3_500).state()).isEqualTo(CommitState.READING_BACK);
        CommitStatus status = bench.run(200);
        assertThat(status.state().needsOperator()).isTrue();
        assertThat(status.detail()).contains("for an hour");
        assertThat(bench.tau.count("send")).isEqualTo(1);
        bench.read();
        assertThat(bench.step().state()).isEqualTo(CommitState.IDLE);
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
        assertAnchoredOnce();
    }

    @Test
    void aSendThatWasCutOffIsAskedForBeforeItIsRepeated() {
        script.fail("send", new IOException("connection reset"));
        assertThat(bench.step().state()).isEqualTo(CommitState.RETRYING);
        bench.run(10);
        assertThat(bench.tau.calls.subList(bench.tau.calls.indexOf("send"), bench.tau.calls.size()))
                .startsWith("send", "status", "sequence", "hello", "send");
        assertAnchoredOnce();
    }

    @Test
    void aSendWhoseAnswerIsLostIsNotRepeated() {
        script.loseAnswers("send", 1);
        bench.step();
        assertThat(bench.run(10).state()).isEqualTo(CommitState.IN_FLIGHT);
        assertThat(bench.tau.count("send")).isEqualTo(1);
        assertAnchoredOnce();
    }

    @Test
    void anOutageOfAnHourCostsFewCallsAndNoAnchor() {
        IOException[] outage = new IOException[10_000];
        Arrays.fill(outage, new IOException("Circuit breaker is open"));
        script.fail("hello", outage);
        assertThat(bench.run(3_600).state()).isEqualTo(CommitState.RETRYING);
        assertThat(bench.tau.calls).hasSizeLessThan(100);
        assertThat(bench.store.writes).isZero();
        script.before.clear();
        bench.run(80);
        assertAnchoredOnce();
    }

    @Test
    void anInvalidSequenceHasTheChainAndTheNodeAskedForOurOwnFirst() {
        script.fail("send", error("INVALID_SEQUENCE"));
        assertThat(bench.step().state()).isEqualTo(CommitState.READING_BACK);
        assertThat(bench.chain.refreshed).isPositive();
        bench.run(10);
        assertThat(bench.tau.calls.subList(bench.tau.calls.indexOf("send"), bench.tau.calls.size()))
                .startsWith("send", "status", "sequence");
        assertThat(bench.tau.seen.stream().map(TauTransaction::hash).distinct()).hasSize(1);
        assertAnchoredOnce();
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
        assertAnchoredOnce();
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
        assertAnchoredOnce();
    }

    @Test
    void theFeeIsRaisedUpToTheCapAndNoFurther() {
        bench.tau.fee = 700;
        bench.run(10);
        assertThat(bench.tau.mempool.get(0L).json().path("fee_limit").asText()).isEqualTo("800");
        bench.block();
        bench.tau.fee = 1_001;
        bench.entries(1);
        assertThat(bench.run(320).state()).isEqualTo(CommitState.FEE_CAP);
        assertThat(bench.tau.seen)
                .filteredOn(transaction -> transaction.sequence() == 1)
                .first()
                .satisfies(raised ->
                        assertThat(raised.json().path("fee_limit").asText()).isEqualTo("800"));
        long sends = bench.tau.count("send");
        bench.run(600);
        assertThat(bench.tau.count("send") - sends).isBetween(3L, 4L);
        assertThat(bench.tau
                        .seen
                        .get(bench.tau.seen.size() - 1)
                        .json()
                        .path("fee_limit")
                        .asText())
                .isEqualTo("1000");
        bench.tau.fee = 1_000;
        bench.run(200);
        assertThat(bench.tau.mempool).containsKey(1L);
    }

    @Test
    void withoutFundsItSaysSoAndTriesAgainEveryFewMinutes() {
        bench.tau.balance = 3;
        assertThat(bench.step().state()).isEqualTo(CommitState.NO_FUNDS);
        assertThat(bench.committer.status().balance()).hasValue(3);
        assertThat(bench.committer.status().detail()).contains(CommitBench.key().hex());
        bench.run(1_800);
        assertThat(bench.tau.count("check") + bench.tau.count("send")).isBetween(8L, 12L);
        bench.tau.balance = 1_000;
        bench.committer.commitNow();
        bench.step();
        assertAnchoredOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVALID_SIGNATURE", "MALFORMED", "UNKNOWN_COMMAND", "anything \u0007 else"})
    void whatIsABugOfOursFailsForMinutesAndIsNoHotLoop(String code) {
        Exception[] errors = new Exception[1_000];
        Arrays.fill(errors, error(code));
        script.fail("send", errors);
        CommitStatus failed = bench.step();
        assertThat(failed.state()).isEqualTo(CommitState.FAILED);
        assertThat(failed.state().needsOperator()).isTrue();
        assertThat(failed.detail()).contains(code.replace('\u0007', '?')).doesNotContain("\u0007");
        bench.run(3_600);
        assertThat(bench.tau.count("send")).isBetween(4L, 12L);
        script.before.clear();
        bench.committer.commitNow();
        bench.step();
        assertAnchoredOnce();
    }

    @Test
    void aNodeThatTakesDigitsOnlyGetsTheOtherForm() {
        bench.tau.forms = List.of(OperationKey.STREAM);
        assertThat(bench.step().state()).isEqualTo(CommitState.IN_FLIGHT);
        TauTransaction taken = bench.tau.mempool.get(0L);
        assertThat(taken.operations().path("1000").path(0).asText()).isEqualTo("0");
        assertThat(AnchorText.in(taken.operations())).hasSize(2);
        assertAnchoredOnce();
        long checks = bench.tau.count("check");
        bench.entries(1);
        bench.run(320);
        assertThat(bench.tau.mempool).containsKey(1L);
        assertThat(bench.tau.count("check")).as("asked once per process").isEqualTo(checks);
    }

    @Test
    void aNodeThatTakesNeitherFormGetsTheUsualOne() {
        bench.tau.forms = List.of();
        assertThat(bench.step().state()).isEqualTo(CommitState.FAILED);
        bench.tau.forms = List.of(OperationKey.NAME);
        bench.run(200);
        assertThat(bench.tau.mempool.get(0L).operations().has("ian")).isTrue();
        assertAnchoredOnce();
    }

    @Test
    void aTestNodeIsRefusedInProductionAndTakenOtherwise() {
        bench.tau.env = "test";
        assertThat(bench.run(600).state()).isEqualTo(CommitState.NODE_REFUSED);
        assertThat(bench.tau.seen).isEmpty();
        bench.settings = new CommitSettings(
                false,
                bench.settings.interval(),
                bench.settings.contributions(),
                bench.settings.expiry(),
                bench.settings.feeLimit(),
                bench.settings.feeCap());
        bench.start();
        bench.step();
        assertAnchoredOnce();
    }

    @Test
    void aNodeThatTurnsIntoATestNodeGetsNothingMore() {
        script.fail("send", new IOException("reset"));
        bench.step();
        bench.tau.env = "test";
        assertThat(bench.run(20).state()).isEqualTo(CommitState.NODE_REFUSED);
        assertThat(bench.tau.count("send")).isEqualTo(1);
        bench.tau.env = "production";
        bench.tau.version = 2;
        assertThat(bench.run(200).state()).isEqualTo(CommitState.NODE_REFUSED);
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
        assertAnchoredOnce();
    }

    @Test
    void errorsOfQuestionsAreWaitedOutAsWell() {
        script.fail("sequence", error("RATE_LIMITED"), error("BAD_ACCOUNT"));
        assertThat(bench.step().state()).isEqualTo(CommitState.RETRYING);
        assertThat(bench.run(10).state()).isEqualTo(CommitState.FAILED);
        assertThat(bench.run(200).state()).isEqualTo(CommitState.IN_FLIGHT);
        assertAnchoredOnce();
    }
}
