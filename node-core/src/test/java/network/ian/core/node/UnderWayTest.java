package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.Outcome;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private static final Hash TOPIC = Sha256.of(new byte[] {1});
    private static final UnderWay.Key KEY = new UnderWay.Key(TOPIC, Sha256.of(new byte[] {2}));

    private final UnderWay underWay = new UnderWay();
    private final AtomicInteger started = new AtomicInteger();
    private final CompletableFuture<Outcome> decision = new CompletableFuture<>();
    private final Outcome refused = refused("first");
    private final Outcome again = refused("again");
    private final Outcome tooMany = refused("too many");

    @Test
    void whoSendsTheSameWaitsForTheDecisionThatIsUnderWay() {
        CompletableFuture<Outcome> first = decide(KEY);
        CompletableFuture<Outcome> second = decide(KEY);
        assertThat(started).hasValue(1);
        assertThat(second).isNotDone();
        decision.complete(refused);
        assertThat(first.join()).isSameAs(refused);
        assertThat(second.join()).isSameAs(again);
    }

    @Test
    void whatIsDecidedIsForgotten() {
        CompletableFuture<Outcome> first = decide(KEY);
        decision.complete(refused);
        assertThat(underWay.size()).isZero();
        assertThat(decide(KEY).join()).isSameAs(first.join());
        assertThat(started).hasValue(2);
    }

    @Test
    void othersAndOtherGoalsAreDecidedThemselves() {
        assertThat(decide(KEY)).isNotDone();
        assertThat(decide(new UnderWay.Key(TOPIC, new SponsoredKey("somebody", TOPIC))))
                .isNotDone();
        assertThat(decide(new UnderWay.Key(Sha256.of(new byte[] {3}), KEY.contribution())))
                .isNotDone();
        assertThat(started).hasValue(3);
        assertThat(underWay.size()).isEqualTo(3);
    }

    @Test
    void noMoreThanSixteenWaitForOneDecision() {
        assertThat(decide(KEY)).isNotDone();
        for (int i = 0; i < UnderWay.MOST_WAITING; i++) {
            assertThat(decide(KEY)).isNotDone();
        }
        assertThat(decide(KEY).join()).isSameAs(tooMany);
        assertThat(started).hasValue(1);
    }

    @Test
    void aDecisionThatFailsLeavesNothingBehindAndNobodyWaiting() {
        CompletableFuture<Outcome> first = decide(KEY);
        CompletableFuture<Outcome> second = decide(KEY);
        decision.completeExceptionally(new IllegalStateException("no"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(underWay.size()).isZero();
    }

    @Test
    void aStartThatFailsLeavesNothingBehind() {
        CompletableFuture<Outcome> failed = underWay.decide(
                KEY,
                () -> {
                    throw new IllegalStateException("no");
                },
                outcome -> outcome,
                () -> tooMany);
        assertThat(failed).isCompletedExceptionally();
        assertThat(underWay.size()).isZero();
    }

    @Test
    void whoWaitedForAnAcceptanceIsToldWhereTheEntryIs() {
        Outcome accepted = new Outcome(
                new Verdict.Accept(),
                TOPIC,
                TOPIC,
                false,
                Optional.of(new Metrics(1, 2, 3, 4, 0.5, 6, 7)),
                OptionalDouble.of(4),
                OptionalInt.of(5));
        Outcome told = Answers.again(accepted);
        assertThat(told.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Ignore.class,
                        ignore -> assertThat(ignore.reason()).isEqualTo(Reason.DUPLICATE));
        assertThat(told.contributionId()).isEqualTo(TOPIC);
        assertThat(told.metrics()).isEqualTo(accepted.metrics());
        assertThat(told.score()).isEqualTo(accepted.score());
        assertThat(told.logIndex()).isEqualTo(accepted.logIndex());
        assertThat(Answers.again(refused)).isSameAs(refused);
    }

    private CompletableFuture<Outcome> decide(UnderWay.Key key) {
        return underWay.decide(
                key,
                () -> {
                    started.incrementAndGet();
                    return decision;
                },
                outcome -> again,
                () -> tooMany);
    }

    private static Outcome refused(String detail) {
        return Outcome.unevaluated(new Verdict.Reject(Reason.BELOW_THRESHOLD, detail), TOPIC, TOPIC, false);
    }
}
