package network.ian.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.ingest.Entrance;
import network.ian.core.node.Node;

/** Submits old entries at a steady rate from a thread of its own, until stopped. */
final class Feeder {

    private static final long NANOS = 1_000_000_000L;

    private final Node node;
    private final List<ContributionRequest> old;
    private final int perSecond;
    private final AtomicInteger fed = new AtomicInteger();
    private final Thread thread = new Thread(this::feed, "feeder");
    private volatile boolean stopped;

    /** @param old to be fed in this order, at most once */
    Feeder(Node node, List<ContributionRequest> old, int perSecond) {
        this.node = node;
        this.old = old;
        this.perSecond = perSecond;
        thread.start();
    }

    /** Ends the feeding; returns how many were accepted so far. */
    int stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return fed.get();
    }

    private void feed() {
        long started = System.nanoTime();
        for (int i = 0; i < old.size() && !stopped; i++) {
            for (long due = started + i * NANOS / perSecond; due - System.nanoTime() > 0 && !stopped; ) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            // Nobody needs the future: what counts is counted here.
            var unused = node.ingress()
                    .submit(ScratchNode.goal(node), old.get(i), Entrance.HISTORY)
                    .thenAccept(outcome -> fed.addAndGet(outcome.accepted() ? 1 : 0));
        }
    }
}
