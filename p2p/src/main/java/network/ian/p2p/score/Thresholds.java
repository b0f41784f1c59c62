package network.ian.p2p.score;

import java.time.Duration;

/** The scale of scores (formats.md, "peer_scores.json") and how they forget. */
final class Thresholds {

    public static final double MIN = 0;
    public static final double MAX = 200;
    public static final double START = 100;

    /** Below this a peer is disconnected and not let in. */
    public static final double LOW = 30;

    /** Below this a peer is banned. */
    public static final double BAN = 10;

    /** From this on a peer is trusted. */
    public static final double TRUSTED = 150;

    public static final Duration HALF_LIFE = Duration.ofHours(69);

    /** How long a ban lasts that names no duration. */
    public static final Duration BAN_TIME = Duration.ofHours(24);

    /** A peer that weak evidence disconnected is let in again after this. */
    public static final Duration RETURN_TIME = Duration.ofMinutes(10);

    /** Weak evidence takes no score below this: from here decay leads back to {@link #LOW} within {@link #RETURN_TIME}. */
    public static final double WEAK_FLOOR =
            START - (START - LOW) * StrictMath.pow(2, (double) RETURN_TIME.toNanos() / HALF_LIFE.toNanos());

    private Thresholds() {}

    /** The score that {@code score} becomes when nothing happens for {@code nanos}. */
    static double decayed(double score, long nanos) {
        return START + (score - START) * StrictMath.pow(2, -(double) nanos / HALF_LIFE.toNanos());
    }

    /** {@code score}, or the end of the scale that it passed. */
    static double clamp(double score) {
        return Math.max(MIN, Math.min(MAX, score));
    }
}
