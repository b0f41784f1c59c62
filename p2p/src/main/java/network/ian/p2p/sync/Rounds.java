package network.ian.p2p.sync;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** When to reconcile with a partner, and the session under way. */
final class Rounds {

    private static final long SHORTEST_NANOS = 5_000_000_000L;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private static final int FAILURES = 3;

    private final RandomGenerator random;
    private OwnSession session;
    private int lastSession;
    private int quiet;
    private long notBeforeNanos;
    private long agreedNanos;
    private boolean done;
    private boolean doubted;
    private int failures;
    private long turn;

    Rounds(RandomGenerator random, long nowNanos, long firstDelayNanos) {
        this.random = random;
        this.notBeforeNanos = nowNanos + firstDelayNanos;
        this.agreedNanos = nowNanos;
    }

    Optional<OwnSession> session() {
        return Optional.ofNullable(session);
    }

    int nextSession() {
        return ++lastSession;
    }

    boolean everBegun(int number) {
        return number >= 1 && number <= lastSession;
    }

    /** {@code number}: greater than that of any session, with whomever, that began before. */
    void begin(OwnSession begun, long number) {
        session = begun;
        turn = number;
    }

    /** When the last session began, in the order of all; 0 if there was none. */
    long turn() {
        return turn;
    }

    /** The session is over; the next one comes later the longer nothing is found. */
    void end(long nowNanos) {
        session = null;
        long base = Math.min(LONGEST_NANOS, SHORTEST_NANOS << Math.min(quiet, 10));
        quiet++;
        notBeforeNanos = nowNanos + base / 4 * 3 + random.nextLong(base / 2);
    }

    void completed() {
        done = true;
        failures = 0;
    }

    /** The session did not come to its end: a claim that cannot be looked into again and again is not believed. */
    void failed() {
        failures++;
        doubted |= failures >= FAILURES;
    }

    /** Something that a session found was fetched: look again soon. */
    void fruitful(long nowNanos) {
        quiet = 0;
        failures = 0;
        doubted = false;
        notBeforeNanos = Math.min(notBeforeNanos, nowNanos + SHORTEST_NANOS);
    }

    /** The peer reconciles with us, which finds the same. */
    void leaveToPeer(long nowNanos) {
        notBeforeNanos = Math.max(notBeforeNanos, nowNanos + SHORTEST_NANOS);
    }

    /** The peer's set was equal to ours at some moment just now. */
    void agreed(long nowNanos) {
        agreedNanos = nowNanos;
        done = true;
    }

    /** Whether a session, or equal heads, showed how the sets stand. */
    boolean done() {
        return done;
    }

    /** {@code patienceNanos}: how long the sets must have differed, after the first session. */
    boolean due(long nowNanos, long patienceNanos) {
        return session == null && nowNanos - notBeforeNanos >= 0 && (!done || nowNanos - agreedNanos >= patienceNanos);
    }

    /** Whether its claim to hold more than this node was not backed by what a session found. */
    boolean doubted() {
        return doubted;
    }

    void doubted(boolean unbacked) {
        doubted = unbacked;
    }
}
