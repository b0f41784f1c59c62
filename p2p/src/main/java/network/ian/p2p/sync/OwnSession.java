package network.ian.p2p.sync;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.Head;

/** A reconciliation that this node began. */
final class OwnSession {

    static final long ANSWER_WITHIN_NANOS = 30_000_000_000L;

    /** Longest session; what is left then is found by the next one, after others had their turn. */
    private static final long LONGEST_NANOS = 120_000_000_000L;

    /** Answers that find nothing in a row; a search in a billion entries takes fewer than ten. */
    private static final int BARREN_STEPS = 64;

    /** Entries that the peer may admit while the session goes on. */
    private static final int GROWTH = 65_536;

    private final int number;
    private final Reconciliation.Exchange exchange;
    private final Head claimed;
    private final boolean urgent;
    private final long begunNanos;
    private Optional<Bytes> held = Optional.empty();
    private long askedNanos;
    private long needed;
    private int announced;
    private int barren;

    /**
     * @param claimed what the peer said that it held when the session began
     * @param urgent whether what is found is fetched at once, not left to gossip for a moment
     */
    OwnSession(int number, Reconciliation.Exchange exchange, Head claimed, boolean urgent, long nowNanos) {
        this.number = number;
        this.exchange = exchange;
        this.claimed = claimed;
        this.urgent = urgent;
        this.begunNanos = nowNanos;
    }

    int number() {
        return number;
    }

    Reconciliation.Exchange exchange() {
        return exchange;
    }

    Head claimed() {
        return claimed;
    }

    boolean urgent() {
        return urgent;
    }

    void asked(long nowNanos) {
        askedNanos = nowNanos;
        held = Optional.empty();
    }

    /** Keeps the next message back until there is room for what it brings. */
    void hold(Bytes payload) {
        held = Optional.of(payload);
    }

    Optional<Bytes> held() {
        return held;
    }

    long askedNanos() {
        return askedNanos;
    }

    boolean late(long nowNanos) {
        return held.isEmpty() && nowNanos - askedNanos > ANSWER_WITHIN_NANOS;
    }

    /** Whether it has held its place long enough, as one that is answered a little at a time may for ever. */
    boolean old(long nowNanos) {
        return nowNanos - begunNanos > LONGEST_NANOS;
    }

    /** Counts what an answer found; false if the session leads nowhere. */
    boolean found(int have, int need) {
        needed += need;
        barren = have + need == 0 ? barren + 1 : 0;
        return barren <= BARREN_STEPS && needed <= claimed.entries() + GROWTH;
    }

    /** Ids that the peer said it has and this node lacked, settled ones included. */
    long needed() {
        return needed;
    }

    /** Takes up to {@code count} out of what may be announced in one session. */
    int announce(int count, int limit) {
        int allowed = Math.min(count, limit - announced);
        announced += allowed;
        return allowed;
    }
}
