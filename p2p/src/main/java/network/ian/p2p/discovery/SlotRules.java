package network.ian.p2p.discovery;

import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;

/** Who gets a slot. */
final class SlotRules {

    /** Connections beyond the inbound slots that are served addresses for a moment. */
    static final int VISITORS = 16;

    static final int INBOUND_PER_PREFIX = 4;
    static final int INBOUND_PER_PRIVATE_PREFIX = 32;

    private final DiscoveryConfig config;
    private final Slots slots;

    SlotRules(DiscoveryConfig config, Slots slots) {
        this.config = config;
        this.slots = slots;
    }

    Ruling outbound(Peer.Connection connection, Role wanted) {
        if (wanted != Role.PINNED && crowdsOutbound(IpPrefix.of(connection.address()))) {
            return Ruling.no(GoodbyeReason.TOO_MANY_FROM_PREFIX);
        }
        return wanted == Role.OUTBOUND && !hasOutboundRoom() ? Ruling.as(Role.FEELER) : Ruling.as(wanted);
    }

    Ruling inbound(Peer.Connection connection) {
        IpPrefix prefix = IpPrefix.of(connection.address());
        int same = slots.count(slot -> !slot.outbound() && slot.prefix().equals(prefix));
        if (same >= inboundLimit(prefix)) {
            return Ruling.no(GoodbyeReason.TOO_MANY_FROM_PREFIX);
        }
        if (hasInboundRoom()) {
            return Ruling.as(Role.INBOUND);
        }
        boolean crowds = !exempt(prefix)
                && slots.any(
                        slot -> slot.role() == Role.VISITOR && slot.prefix().equals(prefix));
        return crowds || slots.count(Role.VISITOR) >= VISITORS
                ? Ruling.no(GoodbyeReason.TOO_MANY_PEERS)
                : Ruling.as(Role.VISITOR);
    }

    boolean hasOutboundRoom() {
        return slots.count(Role.OUTBOUND) < config.outboundSlots();
    }

    boolean hasInboundRoom() {
        return slots.count(Role.INBOUND) < config.inboundSlots();
    }

    /** Whether an outbound connection into the prefix is one too many: nobody gets two for one network. */
    boolean crowdsOutbound(IpPrefix prefix) {
        return !exempt(prefix) && slots.outboundIn(prefix);
    }

    /** Whether limits per prefix make no sense: many unrelated nodes share the prefix. */
    static boolean exempt(IpPrefix prefix) {
        return prefix.isLoopback() || prefix.isPrivate();
    }

    private static int inboundLimit(IpPrefix prefix) {
        if (prefix.isLoopback()) {
            return Integer.MAX_VALUE;
        }
        return prefix.isPrivate() ? INBOUND_PER_PRIVATE_PREFIX : INBOUND_PER_PREFIX;
    }
}
