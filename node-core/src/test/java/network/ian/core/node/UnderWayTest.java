package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.Outcome;
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
    void aStartThatFailsLeavesNothingBehind() {
        assertThatThrownBy(() -> underWay.decide(
                        KEY,
                        () -> {
                            throw new IllegalStateException("no");
                        },
                        outcome -> outcome))
                .isInstanceOf(IllegalStateException.class);
        assertThat(underWay.size()).isZero();
    }

    private CompletableFuture<Outcome> decide(UnderWay.Key key) {
        return underWay.decide(
                key,
                () -> {
                    started.incrementAndGet();
                    return decision;
                },
                outcome -> again);
    }

    private static Outcome refused(String detail) {
        return Outcome.unevaluated(new Verdict.Reject(Reason.BELOW_THRESHOLD, detail), TOPIC, TOPIC, false);
    }
}
