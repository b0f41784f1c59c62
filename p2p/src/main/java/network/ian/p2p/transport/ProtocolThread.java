package network.ian.p2p.transport;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.p2p.port.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns a node's protocol: runs what others tell it in order, and timers when they are due. Nothing that
 * a task throws ends it.
 */
final class ProtocolThread implements Timers {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolThread.class);
    private static final int MAX_REQUESTS = 1_024;
    /** Tasks between two looks at the timers. */
    private static final int BATCH = 64;

    private final MonotonicClock ticker;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::sequence));
    private final Thread thread;
    private final long origin;
    private long sequence;
    private volatile boolean ended;

    ProtocolThread(MonotonicClock ticker) {
        this.ticker = ticker;
        this.origin = ticker.nanos();
        this.thread = NamedThreads.daemon("p2p-protocol").newThread(this::loop);
    }

    /** {@code dueNanos} counts from the thread's creation, so that it can be compared without overflow. */
    private record Timer(long dueNanos, long sequence, Runnable action) {}

    void start() {
        thread.start();
    }

    /**
     * Adds a task that must not be lost. Whoever calls this has a bound of its own: bytes and messages of a link, work in
     * flight, one end of each link.
     */
    void tell(Runnable task) {
        if (!ended) {
            inbox.add(task);
        }
    }

    /** Adds a task of a caller without a bound of its own; false if too many of those wait, or the thread has ended. */
    boolean request(Runnable task) {
        if (ended || requests.incrementAndGet() > MAX_REQUESTS) {
            requests.decrementAndGet();
            return false;
        }
        tell(() -> {
            requests.decrementAndGet();
            task.run();
        });
        return true;
    }

    /** For the thread itself, or before it is started. */
    @Override
    public void after(long delayNanos, Runnable action) {
        timers.add(new Timer(now() + Math.max(0, delayNanos), sequence++, action));
    }

    /** Tasks that wait. */
    int waiting() {
        return inbox.size();
    }

    /** Ends the thread once it has done what was told before; what is told later is dropped. Whether it ended in time. */
    boolean stop(long millis) {
        tell(() -> ended = true);
        try {
            thread.join(Math.max(1, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        return !thread.isAlive();
    }

    private void loop() {
        while (!ended) {
            runDue();
            Runnable task = next();
            for (int i = 0; i < BATCH && task != null && !ended; i++) {
                run(task);
                task = i < BATCH - 1 ? inbox.poll() : null;
            }
        }
        inbox.clear();
    }

    private void runDue() {
        while (!ended && !timers.isEmpty() && timers.peek().dueNanos <= now()) {
            run(timers.remove().action);
        }
    }

    private Runnable next() {
        try {
            Timer first = timers.peek();
            return first == null ? inbox.take() : inbox.poll(Math.max(0, first.dueNanos - now()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but the JVM's end.
            ended = true;
            return null;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a fault in one handler must not end the node's whole network
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Exception | Error e) {
            LOG.atError().setCause(e).log("A task of the protocol failed");
        }
    }

    private long now() {
        return ticker.nanos() - origin;
    }
}
