package network.ian.core.ingest;

import java.time.Clock;
import java.util.Optional;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/** The window of timestamps that this node takes (formats.md, "Contribution"). */
public final class ClockWindow {

    /** Oldest header taken at the door, in milliseconds. */
    public static final long MAX_AGE_MS = 120_000;

    /** Furthest ahead of the own clock on any path, in milliseconds. */
    public static final long MAX_AHEAD_MS = 15_000;

    private final Clock clock;

    public ClockWindow(Clock clock) {
        this.clock = clock;
    }

    /** Empty if {@code timestampMs} is inside; says nothing about the contribution's worth. */
    public Optional<Verdict> check(long timestampMs, Entrance entrance) {
        long ageMs = clock.millis() - timestampMs;
        if (-ageMs > MAX_AHEAD_MS) {
            return stale("timestamp_ms is " + -ageMs + " ms ahead of this node's clock, the limit is " + MAX_AHEAD_MS);
        }
        if (entrance == Entrance.DOOR && ageMs > MAX_AGE_MS) {
            return stale("timestamp_ms is " + ageMs + " ms old, the limit is " + MAX_AGE_MS);
        }
        return Optional.empty();
    }

    private static Optional<Verdict> stale(String detail) {
        return Optional.of(new Verdict.Ignore(Reason.STALE, detail));
    }
}
