package network.ian.api.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import network.ian.api.equity.EquityCurves.Lane;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.runtime.ManualClock;
import network.ian.core.verdict.Metrics;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many ask, a curve is drawn once; and asking for many costs no more than the budget. */
class EquityCurvesTest {

    private static final CurveResult CURVE = new CurveResult.Drawn(new EquityCurve(
            List.of(new EquityCurve.Point(0, LocalDate.EPOCH, 0, 0)), 1, new Metrics(0, 0, 0, 0, 0, 1, 1)));

    private final ManualClock clock = new ManualClock();
    private final EquityCurves curves = new EquityCurves(clock);
    private final AtomicInteger drawn = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        curves.close();
    }

    @Test
    void whoAskForTheSameShareOneDrawing() {
        List<CompletableFuture<CurveResult>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add(curves.of(Lane.QUICK, hash(0), hash(1), this::waitAndDraw));
        }
        gate.countDown();
        asked.forEach(one -> assertThat(one.join()).isEqualTo(CURVE));
        curves.of(Lane.QUICK, hash(0), hash(1), this::waitAndDraw).join();
        assertThat(drawn).hasValue(1);
        curves.of(Lane.QUICK, hash(2), hash(1), this::waitAndDraw).join();
        assertThat(drawn).hasValue(2);
    }

    @Test
    void whatDoesNotFitTheQueueIsRefused() {
        List<CompletableFuture<CurveResult>> waiting = new ArrayList<>();
        assertRefused(() -> {
            // Sixteen wait, and one is being drawn.
            for (int i = 0; i < 18; i++) {
                waiting.add(curves.of(Lane.QUICK, hash(0), hash(i), this::waitAndDraw));
            }
        });
        assertThat(waiting).hasSizeBetween(16, 17);
    }

    @Test
    void whoeverBurnsTheProcessorWaits() {
        Supplier<CurveResult> slow = () -> {
            clock.advance(Duration.ofSeconds(5));
            return CURVE;
        };
        curves.of(Lane.QUICK, hash(0), hash(1), slow).join();
        // The drawing is paid for before it is handed out.
        assertRefused(() -> curves.of(Lane.QUICK, hash(0), hash(2), slow).join());
        assertThat(curves.of(Lane.QUICK, hash(0), hash(1), slow).join()).isEqualTo(CURVE);
        clock.advance(Duration.ofMinutes(1));
        assertThat(curves.of(Lane.QUICK, hash(0), hash(2), slow).join()).isEqualTo(CURVE);
    }

    @Test
    void whatWasNotDrawnIsTriedAgainAfterAMinute() {
        CurveResult undecided = new CurveResult.Undecided("out of time");
        assertThat(curves.of(Lane.SLOW, hash(0), hash(1), () -> undecided).join())
                .isEqualTo(undecided);
        clock.advance(Duration.ofSeconds(59));
        assertRefused(() -> curves.of(Lane.SLOW, hash(0), hash(1), () -> CURVE));
        assertThat(curves.of(Lane.SLOW, hash(0), hash(2), () -> CURVE).join()).isEqualTo(CURVE);
        clock.advance(Duration.ofSeconds(1));
        assertThat(curves.of(Lane.SLOW, hash(0), hash(1), () -> CURVE).join()).isEqualTo(CURVE);
    }

    @Test
    void slowCurvesHoldUpNoQuickOnes() {
        CompletableFuture<CurveResult> slow = curves.of(Lane.SLOW, hash(0), hash(1), () -> {
            waitAndDraw();
            clock.advance(Duration.ofMinutes(1));
            return CURVE;
        });
        CompletableFuture<CurveResult> behind = curves.of(Lane.SLOW, hash(0), hash(2), () -> CURVE);
        assertThat(curves.of(Lane.QUICK, hash(3), hash(1), () -> CURVE).join()).isEqualTo(CURVE);
        gate.countDown();
        assertThat(slow.join()).isEqualTo(CURVE);
        // Its turn came when the share was used up.
        assertThatThrownBy(behind::join).hasCauseInstanceOf(RefusedException.class);
        assertRefused(() -> curves.of(Lane.SLOW, hash(0), hash(4), () -> CURVE));
        assertThat(curves.of(Lane.QUICK, hash(3), hash(2), () -> CURVE).join()).isEqualTo(CURVE);
    }

    @Test
    void curvesAreDrawnOnTheStackOfAWorker() {
        // A default stack of a mebibyte or less ends far before.
        int[] deepest = {0};
        curves.of(Lane.SLOW, hash(0), hash(1), () -> {
                    deepest[0] = depth(0, 20_000);
                    return CURVE;
                })
                .join();
        assertThat(deepest[0]).isEqualTo(20_000);
    }

    private static int depth(int now, int most) {
        return now == most ? now : Math.max(now, depth(now + 1, most));
    }

    private CurveResult waitAndDraw() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drawn.incrementAndGet();
        return CURVE;
    }

    private static void assertRefused(ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .asInstanceOf(throwable(RefusedException.class))
                .satisfies(refused -> {
                    assertThat(refused.answer().status()).isEqualTo(503);
                    assertThat(refused.answer().retryAfterSeconds()).isPresent();
                });
    }

    private static Hash hash(int i) {
        return Sha256.of(new byte[] {(byte) i});
    }
}
