package network.ian.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.ian.client.contribution.Retry;
import network.ian.client.http.NodeAnswer;

/** Sends a document again while the node is too busy for it. Thread-safe. */
final class Deliveries implements AutoCloseable {

    private final NodeApi api;
    private final CountDownLatch closed = new CountDownLatch(1);

    Deliveries(NodeApi api) {
        this.api = api;
    }

    /** Blocks until there is another answer than that the node is busy, or {@code retry} has enough, or this is closed. */
    NodeAnswer post(String path, byte[] json, Retry retry) {
        Duration waited = Duration.ZERO;
        NodeAnswer answer = api.post(path, json);
        for (int sent = 1; answer.busy(); sent++) {
            Optional<Duration> pause = retry.pause(sent, waited, answer.retryAfter());
            if (pause.isEmpty() || !passes(pause.get())) {
                return answer;
            }
            waited = waited.plus(pause.get());
            answer = api.post(path, json);
        }
        return answer;
    }

    /** Ends every wait between attempts. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** False if this was closed, or the thread interrupted, before the time was over. */
    private boolean passes(Duration pause) {
        try {
            return !closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
