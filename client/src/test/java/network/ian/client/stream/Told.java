package network.ian.client.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.ian.client.error.NodeException;

/** Remembers what a following told. */
final class Told implements StreamListener {

    private static final long PATIENCE_SECONDS = 20;

    final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
    final BlockingQueue<NodeException> cuts = new LinkedBlockingQueue<>();
    final BlockingQueue<Duration> delays = new LinkedBlockingQueue<>();
    final BlockingQueue<String> connections = new LinkedBlockingQueue<>();

    private final Map<String, CountDownLatch> seen = new ConcurrentHashMap<>();

    @Override
    public void onEvent(StreamEvent event) {
        events.add(event);
        latch(event.cursor()).countDown();
    }

    /** Waits until it was told of an event: a message that a cut follows at once may be lost with it. */
    void hears(String cursor) {
        try {
            if (!latch(cursor).await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(cursor + " did not come within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CountDownLatch latch(String cursor) {
        return seen.computeIfAbsent(cursor, key -> new CountDownLatch(1));
    }

    @Override
    public void onConnected() {
        connections.add("connected");
    }

    @Override
    public void onDisconnected(NodeException why, Duration retryIn) {
        cuts.add(why);
        delays.add(retryIn);
    }

    StreamEvent event() {
        return next(events);
    }

    List<String> cursors(int count) {
        List<String> cursors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cursors.add(event().cursor());
        }
        return cursors;
    }

    static <T> T next(BlockingQueue<T> from) {
        try {
            T next = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
