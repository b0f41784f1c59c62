package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.OperationKey;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waiting alone does not mend: fees, funds, forms, the wrong node and bugs are told to the operator, without a hot loop. */
class CommitterRefusalsTest {

    private final CommitBench bench = new CommitBench(1);
    private final FaultScript script = new FaultScript();

    @BeforeEach
    void entries() {
        bench.entries(7);
        bench.tau.faults = script;
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
        bench.assertAnchoredOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVALID_SIGNATURE", "MALFORMED", "UNKNOWN_COMMAND", "anything \u0007 else"})
    void whatIsABugOfOursFailsForMinutesAndIsNoHotLoop(String code) {
        Exception[] errors = new Exception[1_000];
        Arrays.fill(errors, FaultScript.error(code));
        script.fail("send", errors);
        CommitStatus failed = bench.step();
        assertThat(failed.state()).isEqualTo(CommitState.FAILED);
        assertThat(failed.state().needsOperator()).isTrue();
        assertThat(failed.detail()).contains(code.replace('\u0007', '?')).doesNotContain("\u0007");
        bench.run(3_600);
        assertThat(bench.tau.count("send")).isBetween(4L, 12L);
        script.clear();
        bench.committer.commitNow();
        bench.step();
        bench.assertAnchoredOnce();
    }

    @Test
    void aNodeThatTakesDigitsOnlyGetsTheOtherForm() {
        bench.tau.forms = List.of(OperationKey.STREAM);
        assertThat(bench.step().state()).isEqualTo(CommitState.IN_FLIGHT);
        TauTransaction taken = bench.tau.mempool.get(0L);
        assertThat(taken.operations().path("1000").path(0).asText()).isEqualTo("0");
        assertThat(AnchorText.in(taken.operations())).hasSize(2);
        bench.assertAnchoredOnce();
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
        bench.assertAnchoredOnce();
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
        bench.assertAnchoredOnce();
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
}
