package network.ian.app.top;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Messages to the thread that draws. Bounded: what comes while it is full is left out, as a look or a key comes again. Thread-safe. */
final class Inbox {

    private static final int ROOM = 1024;

    private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(ROOM);

    /** Whether there was room. */
    boolean offer(Message message) {
        return messages.offer(message);
    }

    /** The next one, waiting at most this long; an interrupt ends the wait and stays set. */
    Optional<Message> next(Duration patience) {
        try {
            return Optional.ofNullable(messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
