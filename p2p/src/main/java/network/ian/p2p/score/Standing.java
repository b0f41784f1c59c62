package network.ian.p2p.score;

import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;

/** What this node holds of one peer, connected or not. Scores are computed when asked for. Owned by the protocol's thread. */
final class Standing {

    private static final long NO_CREDIT_NANOS = 3_600_000_000_000L;
    private static final long RATE_FAULT_NANOS = 1_000_000_000L;

    private final Hash id;
    private final long bornNanos;
    private final boolean newcomer;
    private final long[] counts = new long[Counter.COUNT];
    private final Moment banEnd = new Moment();
    private final Moment throttleEnd = new Moment();
    private final Moment noCreditEnd = new Moment();
    private final Moment rateFaultEnd = new Moment();
    private final Credit credit;
    private double score = Thresholds.START;
    private long scoredNanos;
    private long firstSeenMs;
    private long lastSeenMs;
    private Map<String, String> extra = Map.of();
    private Optional<IpPrefix> prefix = Optional.empty();

    /**
     * Begins a record.
     *
     * @param newcomer whether this node first meets the peer now, and did not read of it in its file
     */
    Standing(Hash id, long nowNanos, long nowMs, boolean newcomer) {
        this.id = id;
        this.bornNanos = nowNanos;
        this.newcomer = newcomer;
        this.credit = new Credit(nowNanos);
        this.scoredNanos = nowNanos;
        this.firstSeenMs = nowMs;
        this.lastSeenMs = nowMs;
    }

    Hash id() {
        return id;
    }

    double score(long nowNanos) {
        return score == Thresholds.START ? Thresholds.START : Thresholds.decayed(score, nowNanos - scoredNanos);
    }

    void score(double value, long nowNanos) {
        score = Thresholds.clamp(value);
        scoredNanos = nowNanos;
    }

    /** Takes {@code cost} off, but not below {@code floor}. A fault forfeits what was earned above the start. */
    void weaken(double cost, double floor, long nowNanos) {
        double now = score(nowNanos);
        score(Math.max(Math.min(now, Thresholds.START) - cost, Math.min(now, floor)), nowNanos);
    }

    void faulted(Fault fault, long nowNanos) {
        counts[Counter.of(fault).index()]++;
        noCreditEnd.in(nowNanos, NO_CREDIT_NANOS);
    }

    void credit(Deed deed, long nowNanos) {
        counts[Counter.of(deed).index()]++;
        if (noCreditEnd.ahead(nowNanos)) {
            return;
        }
        double paid = credit.earn(deed, nowNanos);
        if (paid > 0) {
            score(score(nowNanos) + paid, nowNanos);
        }
    }

    /** Whether a flood may be blamed again: once a second at most. */
    boolean blameFlood(long nowNanos) {
        if (rateFaultEnd.ahead(nowNanos)) {
            return false;
        }
        rateFaultEnd.in(nowNanos, RATE_FAULT_NANOS);
        return true;
    }

    /** Whether it is banned. A ban that has run out is taken off, with a score that lets the peer in again. */
    boolean banned(long nowNanos) {
        if (banEnd.isSet() && !banEnd.ahead(nowNanos)) {
            unban(Thresholds.LOW, nowNanos);
        }
        return banEnd.isSet();
    }

    /** Nanoseconds; 0 if it is not banned. */
    long banLeft(long nowNanos) {
        return banned(nowNanos) ? banEnd.left(nowNanos) : 0;
    }

    void ban(long durationNanos, long nowNanos) {
        banEnd.in(nowNanos, durationNanos);
    }

    /** Takes a ban off and lifts the score to {@code least} if it is below. */
    void unban(double least, long nowNanos) {
        banEnd.clear();
        score(Math.max(score(nowNanos), least), nowNanos);
    }

    void throttle(long durationNanos, long nowNanos) {
        throttleEnd.in(nowNanos, durationNanos);
    }

    boolean throttled(long nowNanos) {
        return throttleEnd.ahead(nowNanos);
    }

    /** Whether this node met the peer for the first time later than {@code nanos}. */
    boolean metAfter(long nanos) {
        return newcomer && bornNanos - nanos >= 0;
    }

    void seen(long nowMs) {
        lastSeenMs = nowMs;
    }

    long lastSeenMs() {
        return lastSeenMs;
    }

    void at(IpPrefix where) {
        prefix = Optional.of(where);
    }

    /** Where it was last connected from, since this node started. */
    Optional<IpPrefix> prefix() {
        return prefix;
    }

    /** Takes over everything that has no rules of its own. */
    void adopt(PeerScore merged, long nowMs) {
        for (Counter counter : Counter.values()) {
            counts[counter.index()] = merged.counts().get(counter);
        }
        firstSeenMs = merged.firstSeen() == 0 ? nowMs : Seconds.toMs(merged.firstSeen());
        lastSeenMs = merged.lastSeen() == 0 ? nowMs : Seconds.toMs(merged.lastSeen());
        extra = merged.extra();
    }

    PeerScore snapshot(long nowNanos, long nowMs) {
        long left = banLeft(nowNanos);
        return new PeerScore(
                id,
                Math.round(score(nowNanos) * 1e4) / 1e4,
                Counts.of(counts),
                left == 0 ? 0 : Seconds.of(nowMs + left / 1_000_000),
                Seconds.of(firstSeenMs),
                Seconds.of(lastSeenMs),
                extra);
    }
}
