package network.ian.client.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
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

    @Override
    public void onEvent(StreamEvent event) {
        events.add(event);
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

    StreamEvent event() throws InterruptedException {
        return next(events);
    }

    List<String> cursors(int count) throws InterruptedException {
        List<String> cursors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cursors.add(event().cursor());
        }
        return cursors;
    }

    static <T> T next(BlockingQueue<T> from) throws InterruptedException {
        T next = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
        }
        return next;
    }
}
