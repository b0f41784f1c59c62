package network.ian.tau.client;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.transaction.TauTransaction;

/**
 * A Tau node behind time limit, circuit breaker and retries, from the inside out. Retried with growing, jittered pauses are I/O
 * errors and the refusals whose remedy is {@link TauException.Remedy#RETRY}; {@link #send} never is, because a transaction whose
 * answer was lost may be in: ask for its status first. A stream of blocks is retried only while no block was handed over.
 *
 * <p>Throws {@link BreakerOpenException} at once where the breaker is open. Calls of several threads go one after the other;
 * one that must not wait for a stream of blocks needs a connection of its own, with the same breaker.
 */
public final class GuardedTau implements TauNode {

    private final TauNode node;
    private final TauBreaker breaker;
    private final Pause pause;
    private final TimeLimit limit;
    private final TimeLimit blocksLimit;
    private final Retry retry;
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * Puts the guard in front of a node.
     *
     * @param node used by nobody else; closed with the guard
     * @param breaker of the same settings; may be shared
     * @param alarm ends calls that take too long; the caller shuts it down after the guard
     * @param random for the jitter
     * @param pause between attempts
     */
    public GuardedTau(
            TauNode node,
            TauBreaker breaker,
            GuardSettings settings,
            ScheduledExecutorService alarm,
            RandomGenerator random,
            Pause pause) {
        this.node = node;
        this.breaker = breaker;
        this.pause = pause;
        this.limit = new TimeLimit(settings.limit(), alarm);
        this.blocksLimit = new TimeLimit(settings.blocksLimit(), alarm);
        this.retry = Retry.of(
                "tau",
                RetryConfig.custom()
                        .maxAttempts(settings.attempts())
                        .intervalFunction(attempt -> pauseMillis(settings, attempt, random))
                        .retryOnException(GuardedTau::isWorthRetrying)
                        .build());
    }

    // Half to one and a half times the pause, so that nodes that failed together do not come back together.
    private static long pauseMillis(GuardSettings settings, int attempt, RandomGenerator random) {
        long doubled = settings.firstPause().toMillis() << Math.min(attempt - 1, 20);
        long pause = Math.min(doubled, settings.longestPause().toMillis());
        return pause / 2 + random.nextLong(pause + 1);
    }

    private static boolean isWorthRetrying(Throwable failure) {
        if (failure instanceof TauException refusal) {
            return refusal.remedy() == TauException.Remedy.RETRY;
        }
        return failure instanceof IOException
                && !(failure instanceof BreakerOpenException)
                && !(failure instanceof InterruptedIOException);
    }

    /** The breaker that it was made with. */
    public TauBreaker breaker() {
        return breaker;
    }

    @Override
    public Hello hello() throws IOException, TauException {
        return retried(TauNode::hello);
    }

    @Override
    public long sequence(BlsPublicKey sender) throws IOException, TauException {
        return retried(to -> to.sequence(sender));
    }

    @Override
    public OptionalLong balance(BlsPublicKey account) throws IOException, TauException {
        return retried(to -> to.balance(account));
    }

    @Override
    public void check(TauTransaction transaction) throws IOException, TauException {
        retried(to -> {
            to.check(transaction);
            return true;
        });
    }

    @Override
    public Hash send(TauTransaction transaction) throws IOException, TauException {
        return once(limit, to -> to.send(transaction));
    }

    @Override
    public TransactionStatus status(Hash transaction) throws IOException, TauException {
        return retried(to -> to.status(transaction));
    }

    @Override
    public Head head() throws IOException, TauException {
        return retried(TauNode::head);
    }

    @Override
    public void blocks(BlockSink sink) throws IOException, TauException {
        stream(sink, TauNode::blocks);
    }

    @Override
    public void recentBlocks(int count, BlockSink sink) throws IOException, TauException {
        stream(sink, (to, counted) -> to.recentBlocks(count, counted));
    }

    private void stream(BlockSink sink, Stream stream) throws IOException, TauException {
        CountedSink counted = new CountedSink(sink);
        retried(blocksLimit, () -> counted.blocks == 0, to -> {
            stream.read(to, counted);
            return true;
        });
    }

    private <T> T retried(TauCall<T> call) throws IOException, TauException {
        return retried(limit, () -> true, call);
    }

    private <T> T retried(TimeLimit within, Repeatable repeatable, TauCall<T> call) throws IOException, TauException {
        Retry.AsyncContext<T> attempts = retry.asyncContext();
        while (true) {
            try {
                T answer = once(within, call);
                attempts.onComplete();
                return answer;
            } catch (IOException | TauException e) {
                long wait = repeatable.isNow() ? attempts.onError(e) : -1;
                if (wait < 0) {
                    throw e;
                }
                pause.takeOrFail(Duration.ofMillis(wait));
            }
        }
    }

    private <T> T once(TimeLimit within, TauCall<T> call) throws IOException, TauException {
        turn.lock();
        try {
            breaker.enter();
            return counted(within, call);
        } finally {
            turn.unlock();
        }
    }

    private <T> T counted(TimeLimit within, TauCall<T> call) throws IOException, TauException {
        Exception failure = null;
        try {
            return within.call(node, call);
        } catch (IOException | TauException | RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            if (failure == null) {
                breaker.succeeded();
            } else {
                breaker.failed(failure);
            }
        }
    }

    /** Ends the attempt that is under way; it counts as failed. */
    @Override
    public void cut() {
        node.cut();
    }

    @Override
    public void close() {
        node.close();
    }

    @FunctionalInterface
    private interface Stream {
        void read(TauNode from, BlockSink sink) throws IOException, TauException;
    }

    @FunctionalInterface
    private interface Repeatable {
        boolean isNow();
    }

    private static final class CountedSink implements BlockSink {

        private final BlockSink sink;
        private int blocks;

        private CountedSink(BlockSink sink) {
            this.sink = sink;
        }

        @Override
        public void block(TauBlock block) {
            blocks++;
            sink.block(block);
        }
    }
}
