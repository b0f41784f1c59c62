package network.ian.api.stream;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events in and hands them to clients, round by round, on one thread. Clients are positions in one log; what all of
 * them cost together is bounded by {@link Pace}.
 */
final class Hub {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Kept octets for each event that may be kept; more than a usual event and its objects have. */
    private static final long BYTES_PER_EVENT = 1_024;

    private final HubSource source;
    private final EventLog log;
    private final Chunks chunks;
    private final Pace pace = new Pace();
    private final StreamObserver observer;
    private final Clock clock;
    private final MonotonicClock ticker;
    private final Session.Place place;
    // As many as clients are let in.
    private final Queue<Session> coming = new ConcurrentLinkedQueue<>();
    private final List<Session> sessions = new ArrayList<>();
    private final Map<Filter, Long> totals = new HashMap<>();
    private long nextLook;
    private boolean closing;

    /**
     * @param run 12 hex digits, of no other run
     * @param history events kept
     */
    Hub(HubSource source, String run, int history, StreamObserver observer, Clock clock, MonotonicClock ticker) {
        this.source = source;
        this.log = new EventLog(run, history, history * BYTES_PER_EVENT);
        this.chunks = new Chunks(log);
        this.observer = observer;
        this.clock = clock;
        this.ticker = ticker;
        this.place = new Session.Place(log, chunks, pace, observer, clock);
        this.nextLook = ticker.nanos();
    }

    /** Serves a client from the next round on. Any thread may call this. */
    void join(Wire wire, StreamClient client, Runnable onGone) {
        coming.add(new Session(place, wire, client, onGone, ticker.nanos()));
    }

    /** One round. */
    void round() {
        long now = ticker.nanos();
        source.drain(this::take);
        if (now - nextLook >= 0) {
            nextLook = now + SECOND;
            source.look(this::take);
            pace.second(subscribed(), demand());
            observer.kept(log.size());
        }
        admit();
        chunks.clear();
        for (Iterator<Session> each = sessions.iterator(); each.hasNext(); ) {
            Session session = each.next();
            if (!step(session, now)) {
                each.remove();
                observer.clients(session.transport(), -1);
            }
        }
        chunks.clear();
        log.trim();
    }

    /** Ends all streams; the next rounds only wait for their connections to end. */
    void endAll() {
        closing = true;
        admit();
    }

    /** Clients that are served or on their way out. */
    int size() {
        return sessions.size();
    }

    boolean isBusy() {
        return pace.isBusy();
    }

    /** What goes wrong with one client must not touch the others. */
    private static boolean step(Session session, long now) {
        try {
            return session.step(now);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A client of the stream could not be served");
            cut(session);
            return true;
        }
    }

    private static void cut(Session session) {
        try {
            session.cut();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A client of the stream could not be cut off");
        }
    }

    private void take(Happening happening) {
        log.append(happening, clock.millis());
        observer.happened(happening.type());
        if (happening.type().equals(Gap.TYPE)) {
            observer.gap(Gap.Reason.OVERRUN);
        }
    }

    private void admit() {
        for (Session next = coming.poll(); next != null; next = coming.poll()) {
            sessions.add(next);
            observer.clients(next.transport(), 1);
        }
        if (closing) {
            sessions.forEach(session -> session.end(Ending.SHUTDOWN, ticker.nanos()));
        }
    }

    private int subscribed() {
        return (int) sessions.stream()
                .filter(session -> session.filter().isPresent())
                .count();
    }

    /** Octets that the clients would have to be sent of what happened since the last call. */
    private long demand() {
        Map<Filter, Long> now = new HashMap<>();
        long events = 0;
        for (Session session : sessions) {
            if (session.filter().isPresent()) {
                Filter filter = session.filter().get();
                long total = now.computeIfAbsent(filter, log::total);
                events += total - totals.getOrDefault(filter, total);
            }
        }
        totals.clear();
        totals.putAll(now);
        return events * StreamEvent.USUAL_BYTES;
    }
}
