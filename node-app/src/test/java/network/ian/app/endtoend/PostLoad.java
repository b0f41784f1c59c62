package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that POST contributions as fast as they get answers, every second one signed, until the node is gone. */
public final class PostLoad implements AutoCloseable {

    private final Api api;
    private final Samples samples;
    private final List<Thread> clients = new ArrayList<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final CountDownLatch underWay;
    private volatile boolean stopped;

    private PostLoad(Api api, Samples samples, int clients) {
        this.api = api;
        this.samples = samples;
        this.underWay = new CountDownLatch(clients);
    }

    /** Starts this many clients and waits until each has got an answer. */
    public static PostLoad on(NodeProcess node, Samples samples, int clients) throws InterruptedException {
        PostLoad load = new PostLoad(node.api(), samples, clients);
        for (int client = 0; client < clients; client++) {
            Thread thread = new Thread(load::run, "client-" + client);
            thread.setDaemon(true);
            load.clients.add(thread);
            thread.start();
        }
        assertThat(load.underWay.await(30, TimeUnit.SECONDS))
                .as("every client has an answer")
                .isTrue();
        return load;
    }

    /** Ends the clients; fails if one met anything else than answers and a node that went away. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread client : clients) {
                client.join(60_000);
                assertThat(client.isAlive()).as(client.getName() + " goes on").isFalse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        assertThat(failures).isEmpty();
    }

    /** What the node accepted so far. */
    public List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Requests that were sent and never answered: the node may hold them or not. */
    public List<byte[]> unanswered() {
        return List.copyOf(unanswered);
    }

    /** Requests that the node answered with 503. */
    public int turnedAway() {
        return turnedAway.get();
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void run() {
        try {
            while (!stopped && post()) {
                underWay.countDown();
            }
        } catch (RuntimeException | Error e) {
            failures.add(e);
        } finally {
            underWay.countDown();
        }
    }

    /** False if the node is gone. */
    private boolean post() {
        byte[] request = samples.next();
        Reply reply;
        try {
            reply = api.contribute(request);
        } catch (UncheckedIOException e) {
            unanswered.add(request);
            return false;
        }
        if (reply.status() == 503) {
            turnedAway.incrementAndGet();
        } else if (reply.withStatus(200).accepted()) {
            acknowledged.add(Acknowledged.by(reply));
        }
        return true;
    }
}
