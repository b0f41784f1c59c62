package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Expulsion;
import network.ian.p2p.wire.GoodbyeReason;

/** Connections that may not stay: visitors, feelers and challengers either find a slot or leave. Owned by the protocol's thread. */
final class Probation {

    private static final long VISIT_NANOS = Duration.ofSeconds(6).toNanos();

    /** An answer on its way is lost where a connection is closed with something unread. */
    private static final long SERVED_NANOS = Duration.ofMillis(100).toNanos();

    private static final long FEELER_NANOS = Duration.ofSeconds(2).toNanos();

    /** Longer than a visit: a challenger that the far end sends away again has displaced nobody. */
    private static final long CHALLENGE_NANOS = Duration.ofSeconds(12).toNanos();

    private final Surroundings around;
    private final Slots slots;
    private final SlotRules rules;
    private final Eviction eviction;
    private final Expulsion expulsion;

    Probation(Surroundings around, Slots slots, SlotRules rules, Expulsion expulsion) {
        this.around = around;
        this.slots = slots;
        this.rules = rules;
        this.eviction = new Eviction(slots);
        this.expulsion = expulsion;
    }

    /** The peer's Hello has come. Never ends {@code slot} itself before it returns. */
    void begin(Slot slot) {
        switch (slot.role()) {
            case VISITOR -> visit(slot);
            case FEELER -> later(FEELER_NANOS, slot, () -> settleFeeler(slot));
            case CHALLENGER -> later(CHALLENGE_NANOS, slot, () -> settleChallenger(slot));
            case OUTBOUND, INBOUND, PINNED -> {}
        }
    }

    /** A visitor has its answer. */
    void served(Slot slot) {
        if (slot.role() == Role.VISITOR) {
            later(SERVED_NANOS, slot, () -> settleVisitor(slot));
        }
    }

    private void visit(Slot slot) {
        if (rules.hasInboundRoom()) {
            slot.role(Role.INBOUND);
            return;
        }
        Optional<Slot> victim = eviction.victim(slot);
        if (victim.isPresent()) {
            slot.role(Role.INBOUND);
            leave(victim.get(), "room for a peer of another network");
        } else {
            later(VISIT_NANOS, slot, () -> settleVisitor(slot));
        }
    }

    private void settleVisitor(Slot slot) {
        if (slot.role() == Role.VISITOR) {
            if (rules.hasInboundRoom()) {
                slot.role(Role.INBOUND);
            } else {
                leave(slot, "all slots are taken");
            }
        }
    }

    private void settleFeeler(Slot slot) {
        if (slot.role() == Role.FEELER) {
            if (rules.hasOutboundRoom()) {
                slot.role(Role.OUTBOUND);
            } else {
                leave(slot, "the address works");
            }
        }
    }

    private void settleChallenger(Slot slot) {
        if (slot.role() == Role.CHALLENGER) {
            List<Slot> holders = replaceable();
            slot.role(Role.OUTBOUND);
            if (!rules.hasOutboundRoom() && !holders.isEmpty()) {
                leave(holders.get(around.random().nextInt(holders.size())), "peers are changed from time to time");
            }
        }
    }

    /** Peers that were taken for want of others go first. */
    private List<Slot> replaceable() {
        List<Slot> holders = slots.up(Role.OUTBOUND);
        List<Slot> early = holders.stream().filter(Slot::early).toList();
        return early.isEmpty() ? holders : early;
    }

    /** An operator no longer asks for the peer: it stays as one that came the same way. */
    void unpinned(Slot slot) {
        slot.role(Role.lasting(slot.outbound() ? Direction.OUTBOUND : Direction.INBOUND));
    }

    private void leave(Slot slot, String why) {
        expulsion.expel(slot.peer(), GoodbyeReason.TOO_MANY_PEERS, why);
    }

    private void later(long nanos, Slot slot, Runnable action) {
        around.timers().after(nanos, () -> {
            if (slots.holds(slot)) {
                action.run();
            }
        });
    }
}
