package network.ian.tau.client;

import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;

/**
 * Bounds a call by cutting the node's connection when its time is up, so that the call stays on the caller's thread and is over
 * when its caller goes on.
 */
final class TimeLimit {

    private final TimeLimiter limiter;
    private final ScheduledExecutorService alarm;

    TimeLimit(Duration limit, ScheduledExecutorService alarm) {
        this.limiter = TimeLimiter.of(
                "tau", TimeLimiterConfig.custom().timeoutDuration(limit).build());
        this.alarm = alarm;
    }

    /** Makes the call; an {@link IOException} that says so if it took too long. */
    <T> T call(TauNode node, TauCall<T> call) throws IOException, TauException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        CompletableFuture<Void> cut = answer.handle((value, failure) -> {
            if (failure instanceof TimeoutException) {
                node.cut();
            }
            return null;
        });
        arm(answer);
        try {
            T value = call.ask(node);
            settle(answer.complete(value), cut);
            return value;
        } catch (IOException | TauException | RuntimeException e) {
            settle(answer.completeExceptionally(e), cut);
            throw e;
        } finally {
            // After an error of the machine too nothing may be left that cuts a later call.
            answer.cancel(false);
        }
    }

    private void arm(CompletableFuture<?> answer) throws InterruptedIOException {
        try {
            limiter.executeCompletionStage(alarm, () -> answer);
        } catch (RejectedExecutionException e) {
            throw new InterruptedIOException("the guard of the Tau node is shut down");
        }
    }

    // The cut is waited for, since it must not hit the next call.
    private void settle(boolean inTime, CompletableFuture<Void> cut) throws IOException {
        if (!inTime) {
            cut.join();
            throw new IOException("no answer of the Tau node within "
                    + limiter.getTimeLimiterConfig().getTimeoutDuration().toMillis() + " ms");
        }
    }
}
