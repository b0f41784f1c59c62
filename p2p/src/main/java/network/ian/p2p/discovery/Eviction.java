package network.ian.p2p.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an inbound peer leaves for a newcomer. Only for variety: the youngest peer of the most crowded address group makes
 * room for one of a group that has at least two fewer. So whoever fills the slots from few networks cannot keep others
 * out, and cannot push anybody out either. The peers that lasted longest and those that answer fastest stay, as in Bitcoin.
 */
final class Eviction {

    private static final int FASTEST = 8;

    private final Slots slots;

    Eviction(Slots slots) {
        this.slots = slots;
    }

    /** The inbound peer that leaves for {@code newcomer}; empty if none does. */
    Optional<Slot> victim(Slot newcomer) {
        List<Slot> inbound = slots.up(Role.INBOUND);
        Map<NetGroup, Integer> members = new LinkedHashMap<>();
        inbound.forEach(slot -> members.merge(slot.group(), 1, Integer::sum));
        int least = members.getOrDefault(newcomer.group(), 0) + 2;
        Slot victim = null;
        for (Slot slot : exposed(inbound)) {
            int crowd = members.get(slot.group());
            if (crowd >= least && (victim == null || crowd >= members.get(victim.group()))) {
                victim = slot;
            }
        }
        return Optional.ofNullable(victim);
    }

    /** Those that nothing protects, the youngest last. */
    private static List<Slot> exposed(List<Slot> inbound) {
        List<Slot> byAge = new ArrayList<>(inbound);
        byAge.sort(Comparator.comparingLong(Slot::upNanos));
        List<Slot> exposed = new ArrayList<>(byAge.subList(byAge.size() / 2, byAge.size()));
        List<Slot> bySpeed = new ArrayList<>(inbound);
        bySpeed.removeIf(slot -> !slot.peer().roundTrip().measured());
        bySpeed.sort(Comparator.comparingLong(slot -> slot.peer().roundTrip().smoothedNanos()));
        exposed.removeAll(bySpeed.subList(0, Math.min(FASTEST, bySpeed.size() / 4)));
        return exposed;
    }
}
