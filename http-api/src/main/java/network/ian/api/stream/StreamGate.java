package network.ian.api.stream;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.api.access.ClientShares;
import network.ian.api.http.Answer;

/** Counts the clients, and takes no more than there is room for. Thread-safe. */
final class StreamGate {

    private static final int RETRY_SECONDS = 30;

    private final int most;
    private final ClientShares shares;
    private final int mostPerAddress;
    private final StreamObserver observer;
    private final AtomicInteger inside = new AtomicInteger();

    StreamGate(int most, int mostPerAddress, boolean limitLoopback, StreamObserver observer) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.shares = new ClientShares(mostPerAddress, limitLoopback);
        this.observer = observer;
    }

    /** A client's place, or why it gets none. */
    sealed interface Entrance {}

    /** @param leave gives the place back; only the first call counts */
    record Let(Runnable leave) implements Entrance {}

    record Refused(Answer answer) implements Entrance {}

    /** @param client IP address as text */
    Entrance enter(String client) {
        Optional<ClientShares.Share> share = shares.take(client);
        if (share.isEmpty()) {
            observer.refused("address");
            return refused(429, "this address has " + mostPerAddress + " streams open, close one before the next");
        }
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            share.get().release();
            observer.refused("total");
            return refused(503, "this node serves " + most + " stream clients, and takes no more at present");
        }
        AtomicInteger left = new AtomicInteger();
        return new Let(() -> {
            if (left.getAndIncrement() == 0) {
                inside.decrementAndGet();
                share.get().release();
            }
        });
    }

    private static Refused refused(int status, String sentence) {
        return new Refused(Answer.refused(status, sentence).retryAfter(RETRY_SECONDS));
    }
}
