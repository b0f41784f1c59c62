package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.port.Timers;

/** Time that jumps from one event to the next. */
final class VirtualTime implements Timers {

    final ManualClock clock = new ManualClock();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
    private long number;

    private record Event(long nanos, long number, Runnable action) {}

    @Override
    public void after(long delayNanos, Runnable action) {
        events.add(new Event(clock.nanos() + Math.max(0, delayNanos), number++, action));
    }

    void run(Duration length) {
        long end = clock.nanos() + length.toNanos();
        while (!events.isEmpty() && events.peek().nanos() <= end) {
            Event event = events.remove();
            clock.advance(Duration.ofNanos(event.nanos() - clock.nanos()));
            event.action().run();
        }
        clock.advance(Duration.ofNanos(end - clock.nanos()));
    }
}
