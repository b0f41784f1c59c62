package network.ian.p2p.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.ian.p2p.protocol.PeerProtocol;

/** Ends all connections with a Goodbye that goes out, and those that it does not go out to all the same. */
final class Farewell {

    private static final long LONGEST_MILLIS = 1_500;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ProtocolThread thread;
    private final LinkTable links;
    private final PeerProtocol protocol;

    Farewell(ProtocolThread thread, LinkTable links, PeerProtocol protocol) {
        this.thread = thread;
        this.links = links;
        this.protocol = protocol;
    }

    /** Waits for 1.5 s at most; whether every Goodbye went out. */
    boolean say() {
        CompletableFuture<Void> empty = new CompletableFuture<>();
        thread.tell(() -> {
            links.stop();
            protocol.stop();
            awaitEmpty(empty);
        });
        boolean clean = awaited(empty, LONGEST_MILLIS);
        thread.tell(links::abortAll);
        return clean;
    }

    private void awaitEmpty(CompletableFuture<Void> empty) {
        if (links.open() == 0) {
            empty.complete(null);
        } else {
            thread.after(POLL_NANOS, () -> awaitEmpty(empty));
        }
    }

    /** Whether something ended well within the time. */
    static boolean awaited(CompletableFuture<?> last, long millis) {
        try {
            last.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
