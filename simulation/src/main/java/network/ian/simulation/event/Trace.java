package network.ian.simulation.event;

/**
 * A running 64-bit hash of what happened: two runs with equal hashes did the same things to the same nodes at the same times.
 * Finds accidental differences; nobody has an interest in forging it.
 */
public final class Trace {

    /** What is taken down. */
    public enum Kind {
        TIMER(1),
        DELIVERED(2),
        STALLED(3),
        LOST(4),
        CONNECTED(5),
        DIAL_FAILED(6),
        CLOSED(7),
        RESET(8),
        POSTED(9),
        JUDGED(10),
        ADMITTED(11),
        CRASHED(12),
        STARTED(13),
        PARTED(14),
        HEALED(15),
        CLOCK_STEPPED(16),
        END(17),
        GOAL_ADDED(18);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private long hash = 0x6a09e667f3bcc908L;
    private Kind lastKind = Kind.END;
    private long lastSubject;
    private long lastObject;

    /** Takes something down: when, what, and two numbers that say to whom and with what. */
    void record(long nanos, Kind kind, long subject, long object) {
        lastKind = kind;
        lastSubject = subject;
        lastObject = object;
        mix(nanos);
        mix(((long) kind.code << 48) ^ subject);
        mix(object);
    }

    /** Sixteen hex digits. */
    public String hex() {
        return String.format("%016x", hash);
    }

    /** The last thing taken down, in words. */
    public String last() {
        return lastKind + " " + lastSubject + " " + lastObject;
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014), over hash and value together.
    private void mix(long value) {
        long mixed = (hash ^ value) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 29)) * 0x94d049bb133111ebL;
        hash = mixed ^ (mixed >>> 32) ^ Long.rotateLeft(hash, 17);
    }
}
