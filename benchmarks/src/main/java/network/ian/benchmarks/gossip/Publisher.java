package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import network.ian.benchmarks.ScratchNode;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.log.LogView;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.wire.WireEntry;

/**
 * Publishes messages at a node, and notes when each is published or has come to stay: verified, evaluated, on the disk and in
 * the log. Time is that of {@code CLOCK_MONOTONIC}, which all processes of a machine share.
 */
final class Publisher {

    /** Less than what the node decides at a time, so that it refuses nothing for being busy. */
    private static final int MOST_IN_FLIGHT = 256;

    private final Node node;
    private final Goal goal;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private volatile Verdict refusal;
    private volatile Messages current = new Messages(List.of());
    /** Of the goal's writer. */
    private int seen;

    /** @param times by index; 0 for what has not happened */
    private record Messages(
            List<WireEntry> entries, Map<Hash, Integer> indexOf, AtomicLongArray times, AtomicInteger received) {

        Messages(List<WireEntry> entries) {
            this(entries, new HashMap<>(), new AtomicLongArray(entries.size()), new AtomicInteger());
            for (int index = 0; index < entries.size(); index++) {
                indexOf.put(entries.get(index).id(), index);
            }
        }

        void arrived(Hash id, long nanos) {
            Integer index = indexOf.get(id);
            // What was published here is not delivered here.
            if (index != null && times.compareAndSet(index, Delays.NEVER, nanos)) {
                received.incrementAndGet();
            }
        }
    }

    Publisher(Node node) {
        this.node = node;
        this.goal = ScratchNode.goal(node);
        node.events().onView(this::look);
    }

    int load(Path file) throws IOException {
        current = new Messages(Envelopes.read(file));
        return current.entries.size();
    }

    /**
     * Publishes what was loaded; returns once this node has taken all of it.
     *
     * @param perSecond 0 for all at once
     * @throws IllegalStateException if the node refuses a message
     */
    int publish(int perSecond) throws InterruptedException {
        Messages messages = current;
        long started = System.nanoTime();
        for (int index = 0; index < messages.entries.size(); index++) {
            if (perSecond > 0) {
                awaitUntil(started + index * 1_000_000_000L / perSecond);
            }
            messages.times.set(index, System.nanoTime());
            submit(messages.entries.get(index));
        }
        inFlight.acquire(MOST_IN_FLIGHT);
        inFlight.release(MOST_IN_FLIGHT);
        if (refusal != null) {
            throw new IllegalStateException("a message was not taken: " + refusal);
        }
        return messages.entries.size();
    }

    int received() {
        return current.received.get();
    }

    int write(Path file) throws IOException {
        AtomicLongArray times = current.times;
        ByteBuffer out = ByteBuffer.allocate(times.length() * Long.BYTES);
        for (int index = 0; index < times.length(); index++) {
            out.putLong(times.get(index));
        }
        Files.write(file, out.array());
        return times.length();
    }

    private void submit(WireEntry entry) throws InterruptedException {
        inFlight.acquire();
        // Nobody needs the future: the semaphore counts the answers.
        var unused = node.ingress()
                .submit(goal, entry.header(), entry.signature(), entry.body(), Entrance.DOOR)
                .thenAccept(outcome -> {
                    if (!outcome.accepted()) {
                        refusal = outcome.verdict();
                    }
                    inFlight.release();
                });
    }

    private static void awaitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** On the goal's writer, after each group that it made durable. */
    private void look() {
        LogView log = goal.view().orElseThrow().log();
        long now = System.nanoTime();
        for (; seen < log.entryCount(); seen++) {
            current.arrived(log.idOf(seen), now);
        }
    }
}
