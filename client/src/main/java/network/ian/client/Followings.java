package network.ian.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import network.ian.client.stream.Following;
import network.ian.client.stream.StreamFollower;
import network.ian.client.stream.StreamListener;
import network.ian.client.stream.StreamSource;
import network.ian.client.stream.Subscription;

/** What a client follows of one node's stream, 64 subscriptions at most. Thread-safe. */
final class Followings implements AutoCloseable {

    private static final int MOST = 64;

    private final StreamSource source;
    private final IanClient.Parts parts;
    private final Set<StreamFollower> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Followings(StreamSource source, IanClient.Parts parts) {
        this.source = source;
        this.parts = parts;
    }

    /** @throws IllegalStateException if this is closed, or follows its most already */
    Following follow(Subscription subscription, StreamListener listener) {
        if (open.size() >= MOST) {
            throw new IllegalStateException("a client follows at most " + MOST + " subscriptions at once");
        }
        StreamFollower following =
                new StreamFollower(source, subscription, listener, parts.pace(), parts.monotonic(), parts.random());
        open.add(following);
        var unused = following.ended().whenComplete((done, failure) -> open.remove(following));
        // After it was added: whoever closes at the same time closes it, or it is closed here.
        if (closed) {
            following.close();
            throw new IllegalStateException("this client is closed");
        }
        following.start();
        return following;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(StreamFollower::close);
    }
}
