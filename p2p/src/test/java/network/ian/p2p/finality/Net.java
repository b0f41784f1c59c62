package network.ian.p2p.finality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.peer.Direction;

/** Some nodes' whole protocols wired back to back under one hand-moved clock. The same seed gives the same run. */
final class Net {

    private static final long LATENCY_NANOS = 20_000_000;

    private final ManualClock clock = new ManualClock();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::sequence));
    private final List<AnchoredNode> nodes = new ArrayList<>();
    private final Random random;
    private long sequence;
    private long links;

    private record Event(long atNanos, long sequence, Runnable action) {}

    Net(long seed) {
        random = new Random(seed);
    }

    ManualClock clock() {
        return clock;
    }

    Random random() {
        return random;
    }

    /** A node that knows block 0 and holds nothing. */
    AnchoredNode node() {
        AnchoredNode node = new AnchoredNode(this, nodes.size());
        nodes.add(node);
        return node;
    }

    void link(AnchoredNode from, AnchoredNode to) {
        long near = ++links;
        long far = ++links;
        from.connect(near, to, far, Direction.OUTBOUND);
        to.connect(far, from, near, Direction.INBOUND);
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(clock.nanos() + delayNanos, sequence++, action));
    }

    void deliver(Runnable arrival) {
        after(LATENCY_NANOS, arrival);
    }

    void run(Duration time) {
        runUntil(() -> false, time);
    }

    /** Whether {@code reached} came true within {@code limit}. */
    boolean runUntil(BooleanSupplier reached, Duration limit) {
        long end = clock.nanos() + limit.toNanos();
        while (!reached.getAsBoolean()) {
            if (events.isEmpty() || events.peek().atNanos() > end) {
                clock.advance(Duration.ofNanos(end - clock.nanos()));
                return reached.getAsBoolean();
            }
            Event event = events.remove();
            clock.advance(Duration.ofNanos(event.atNanos() - clock.nanos()));
            event.action().run();
        }
        return true;
    }
}
