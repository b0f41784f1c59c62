package network.ian.p2p.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.wire.Message;

/** Some nodes' synchronizers wired back to back under one hand-moved clock. The same seed gives the same run. */
final class Wiring {

    private final ManualClock clock = new ManualClock();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::sequence));
    private final Random random;
    private final List<TestNode> nodes = new ArrayList<>();
    private long latencyNanos = 20_000_000;
    private long sequence;
    private long links;

    private record Event(long atNanos, long sequence, Runnable action) {}

    Wiring(long seed) {
        random = new Random(seed);
    }

    ManualClock clock() {
        return clock;
    }

    Random random() {
        return random;
    }

    long nextLink() {
        return ++links;
    }

    void latency(Duration oneWay) {
        latencyNanos = oneWay.toNanos();
    }

    TestNode node() {
        TestNode node = new TestNode(this, nodes.size());
        nodes.add(node);
        return node;
    }

    /** Connects two nodes; both see the other's Hello at once. */
    void link(TestNode a, TestNode b) {
        a.connect(b);
        b.connect(a);
        a.greet(b);
        b.greet(a);
    }

    void cut(TestNode a, TestNode b) {
        a.disconnect(b.id());
        b.disconnect(a.id());
    }

    /** A peer that does what {@code handler} says with each message of the node. */
    ScriptedPeer scripted(TestNode node, long entries, Consumer<Message> handler) {
        return new ScriptedPeer(this, node, entries, handler);
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(clock.nanos() + delayNanos, sequence++, action));
    }

    void deliver(Runnable arrival) {
        after(latencyNanos, arrival);
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
