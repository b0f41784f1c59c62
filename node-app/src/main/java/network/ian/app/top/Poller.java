package network.ian.app.top;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import network.ian.app.cli.CommandFailure;
import network.ian.core.runtime.NamedThreads;

/** Looks at the node at an interval, in a thread of its own. */
final class Poller {

    private final NodeSource source;
    private final Duration interval;
    private final Inbox inbox;
    private final BlockingQueue<Boolean> hurry = new ArrayBlockingQueue<>(1);
    private volatile Optional<String> wanted;

    /** @param wanted the goal to look at first; empty: the node's first */
    Poller(NodeSource source, Duration interval, Inbox inbox, Optional<String> wanted) {
        this.source = source;
        this.interval = interval;
        this.inbox = inbox;
        this.wanted = wanted;
    }

    /** Begins; the first look is an interval away. The thread ends with the process. */
    void start() {
        NamedThreads.daemon("top-look").newThread(this::run).start();
    }

    /** Looks at this goal from now on, and at once. */
    void want(String goalId) {
        wanted = Optional.of(goalId);
        hurry.offer(true);
    }

    private void run() {
        try {
            while (true) {
                hurry.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                inbox.offer(look());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            inbox.offer(new Message.Broken(e));
        }
    }

    private Message look() {
        try {
            return new Message.Looked(source.look(wanted));
        } catch (CommandFailure failure) {
            return new Message.Failed(failure.getMessage());
        }
    }
}
