package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The outbound peers that lasted longest. They are dialled first after a restart, so that restarting a node is no way to get
 * all its connections (as Bitcoin Core's anchors). Owned by the protocol's thread.
 */
final class Anchors {

    static final int MOST = 4;

    private static final long LASTED_NANOS = Duration.ofMinutes(5).toNanos();

    private final Queue<Endpoint> toDial = new ArrayDeque<>();
    private List<Endpoint> anchors = List.of();

    void restore(List<Endpoint> remembered) {
        anchors = remembered.stream().limit(MOST).toList();
        toDial.addAll(anchors);
    }

    /** Takes note of who is connected now; with nobody there long enough, the last ones stand. */
    void remember(Slots slots, long nowNanos) {
        List<Endpoint> lasting = slots.up(Role.OUTBOUND).stream()
                .filter(slot -> nowNanos - slot.upNanos() >= LASTED_NANOS)
                .sorted(Comparator.comparingLong(Slot::upNanos))
                .limit(MOST)
                .map(Slot::endpoint)
                .toList();
        if (!lasting.isEmpty()) {
            anchors = lasting;
        }
    }

    /** The next one to dial after a restart; each comes once. */
    Optional<Endpoint> next() {
        return Optional.ofNullable(toDial.poll());
    }

    List<Endpoint> endpoints() {
        return anchors;
    }
}
