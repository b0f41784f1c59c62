package network.ian.p2p.score;

import java.util.EnumMap;
import java.util.Map;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.MessageType;

/** A connected peer and its budgets. */
final class Connected {

    private static final long SHARE_NANOS = 1_000_000_000L;

    private final Peer peer;
    private final Map<Scope, Budget> budgets = new EnumMap<>(Scope.class);
    private final Moment shareEnd = new Moment();
    private double share = 1;

    Connected(Peer peer, double factor, long nowNanos) {
        this.peer = peer;
        for (Scope scope : Scope.values()) {
            budgets.put(scope, new Budget(scope.messages() * factor, scope.bytes() * factor, nowNanos));
        }
    }

    Peer peer() {
        return peer;
    }

    /** Whether the share has to be computed anew: once a second is enough. */
    boolean shareStale(long nowNanos) {
        return !shareEnd.ahead(nowNanos);
    }

    void share(double value, long nowNanos) {
        share = value;
        shareEnd.in(nowNanos, SHARE_NANOS);
    }

    Budget.Verdict take(MessageType type, int bytes, long nowNanos) {
        return budgets.get(Scope.of(type)).take(bytes, share, nowNanos);
    }
}
