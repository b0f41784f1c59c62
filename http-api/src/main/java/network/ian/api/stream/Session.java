package network.ian.api.stream;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One client as the hub's thread serves it: at most one write under way, and no queue of its own but a few answers. */
final class Session {

    static final long SLOW = TimeUnit.SECONDS.toNanos(10);
    static final long PING = TimeUnit.SECONDS.toNanos(15);
    static final long IDLE = TimeUnit.SECONDS.toNanos(45);
    static final long CREDENTIAL = TimeUnit.SECONDS.toNanos(30);
    static final long FAREWELL = TimeUnit.SECONDS.toNanos(2);

    private final Place place;
    private final Wire wire;
    private final StreamClient client;
    private final Runnable onGone;
    private final OrderRate rate;
    private final List<Message> replies = new ArrayList<>();
    private Optional<Follower> follower = Optional.empty();
    private Optional<Long> endingSince = Optional.empty();
    private long sendStarted;
    private long nextWrite;
    private long nextPing;
    private long nextCredential;

    /** What all sessions of a hub share. */
    record Place(EventLog log, Chunks chunks, Pace pace, StreamObserver observer, Clock clock) {}

    /** @param onGone is run once, when the connection has ended */
    Session(Place place, Wire wire, StreamClient client, Runnable onGone, long now) {
        this.place = place;
        this.wire = wire;
        this.client = client;
        this.onGone = onGone;
        this.rate = new OrderRate(now);
        this.nextWrite = now;
        this.nextPing = now + PING;
        this.nextCredential = now + CREDENTIAL;
    }

    /** Does what is due. Whether the session goes on. */
    boolean step(long now) {
        if (client.isGone()) {
            onGone.run();
            return false;
        }
        if (endingSince.isPresent()) {
            cutLater(now);
            return true;
        }
        Optional<Ending> ending = ending(now);
        if (ending.isPresent()) {
            end(ending.get(), now);
            return true;
        }
        if (!client.isSending()) {
            obey(now);
            write(now);
        }
        return true;
    }

    /** Ends the session. */
    void end(Ending ending, long now) {
        if (endingSince.isPresent()) {
            return;
        }
        endingSince = Optional.of(now);
        follower = Optional.empty();
        if (ending != Ending.SHUTDOWN) {
            place.observer().dropped(ending);
        }
        if (ending == Ending.SLOW) {
            // Nothing that would be said to it could be written.
            wire.abort();
        } else {
            wire.end(ending);
        }
    }

    /** Ends it at once. */
    void cut() {
        wire.abort();
    }

    Optional<Filter> filter() {
        return follower.map(Follower::filter);
    }

    Transport transport() {
        return wire.transport();
    }

    private void cutLater(long now) {
        if (now - endingSince.get() > FAREWELL) {
            wire.abort();
        }
    }

    private Optional<Ending> ending(long now) {
        if (client.isSending() && now - sendStarted > SLOW) {
            return Optional.of(Ending.SLOW);
        }
        if (client.fault().isPresent()) {
            return client.fault();
        }
        if (wire.transport().answers() && now - client.heardNanos() > IDLE) {
            return Optional.of(Ending.IDLE);
        }
        if (now - nextCredential >= 0) {
            nextCredential = now + CREDENTIAL;
            return client.isStillAdmitted() ? Optional.empty() : Optional.of(Ending.TOKEN);
        }
        return Optional.empty();
    }

    private void obey(long now) {
        for (Optional<Order> next = nextOrder(); next.isPresent(); next = nextOrder()) {
            rate.count(next.get(), now).ifPresent(client::fault);
            obey(next.get());
        }
    }

    /** None more of a client that must go: it may send faster than this obeys, and nobody else would be served. */
    private Optional<Order> nextOrder() {
        return client.fault().isPresent() ? Optional.empty() : client.nextOrder();
    }

    private void obey(Order order) {
        if (order instanceof Order.Subscribe subscribe) {
            subscribe(subscribe);
        } else if (order instanceof Order.Unsubscribe) {
            follower = Optional.empty();
            replies.add(Reply.unsubscribed());
        } else if (order instanceof Order.Ping) {
            replies.add(Reply.pong());
        } else {
            replies.add(Reply.error(((Order.Malformed) order).sentence()));
        }
    }

    private void subscribe(Order.Subscribe order) {
        Follower.Start start = Follower.start(place.log(), order.filter(), order.since());
        follower = Optional.of(start.follower());
        // Who is cut off before the gap arrives must be told of it again.
        Cursor resume = order.since().orElseGet(() -> start.follower().cursor(place.log()));
        replies.add(Reply.subscribed(order.filter(), resume));
        start.gap().ifPresent(this::tell);
    }

    private void tell(Gap gap) {
        place.observer().gap(gap.reason());
        Cursor at = follower.orElseThrow().cursor(place.log());
        replies.add(gap.at(at, place.clock().millis()));
    }

    private void write(long now) {
        boolean due = now - nextWrite >= 0;
        if (due) {
            follower.flatMap(reader -> reader.catchUp(place.log())).ifPresent(this::tell);
        }
        Chunk events = due ? next() : Chunk.EMPTY;
        boolean ping = now - nextPing >= 0;
        if (events.isEmpty() && replies.isEmpty() && !ping) {
            return;
        }
        send(events, ping, now);
    }

    private Chunk next() {
        return follower.filter(reader -> reader.isBehind(place.log()))
                .map(reader -> reader.read(place.chunks(), place.pace().allowance()))
                .orElse(Chunk.EMPTY);
    }

    private void send(Chunk events, boolean ping, long now) {
        Chunk all = events;
        if (!replies.isEmpty()) {
            replies.addAll(events.messages());
            all = Chunk.of(replies);
            replies.clear();
        }
        if (ping) {
            nextPing = now + PING;
        }
        if (!events.isEmpty()) {
            nextWrite = now + place.pace().interval();
        }
        sendStarted = now;
        client.sends();
        place.observer().sent(all.messages().size(), wire.send(all, ping));
    }
}
