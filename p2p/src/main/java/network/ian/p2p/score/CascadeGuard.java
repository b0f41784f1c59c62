package network.ian.p2p.score;

import java.util.ArrayDeque;

/**
 * Keeps weak evidence from cutting a node off: within a minute at most a quarter of the peers, and at least one, may be
 * disconnected for it. When more would be, the likely culprit is this node or its network.
 */
final class CascadeGuard {

    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int SHARE = 4;

    private final ArrayDeque<Long> disconnected = new ArrayDeque<>();
    private final Moment alarmEnd = new Moment();
    private long heldBack;

    /**
     * Asks for leave to disconnect one peer.
     *
     * @param connected peers connected now, that one included
     */
    boolean admits(int connected, long nowNanos) {
        while (!disconnected.isEmpty() && nowNanos - disconnected.peekFirst() >= WINDOW_NANOS) {
            disconnected.removeFirst();
        }
        int allowed = Math.max(1, (connected + disconnected.size()) / SHARE);
        if (disconnected.size() < allowed) {
            disconnected.addLast(nowNanos);
            return true;
        }
        heldBack++;
        return false;
    }

    /** Raises the alarm for a minute; true if it was not raised. */
    boolean raiseAlarm(long nowNanos) {
        boolean isNew = !alarmEnd.ahead(nowNanos);
        alarmEnd.in(nowNanos, WINDOW_NANOS);
        return isNew;
    }

    boolean alarmed(long nowNanos) {
        return alarmEnd.ahead(nowNanos);
    }

    long heldBack() {
        return heldBack;
    }
}
