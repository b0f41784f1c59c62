package network.ian.p2p.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;

/** The connections that were let in, whether their Hello has come or not. Owned by the protocol's thread. */
final class Slots {

    private final Map<Long, Slot> byLink = new LinkedHashMap<>();

    void add(Slot slot) {
        byLink.put(slot.link(), slot);
    }

    /** Null if there is none. */
    Slot of(long link) {
        return byLink.get(link);
    }

    /** Null if there was none. */
    Slot remove(long link) {
        return byLink.remove(link);
    }

    boolean holds(Slot slot) {
        return byLink.get(slot.link()) == slot;
    }

    List<Slot> where(Predicate<Slot> condition) {
        List<Slot> found = new ArrayList<>();
        for (Slot slot : byLink.values()) {
            if (condition.test(slot)) {
                found.add(slot);
            }
        }
        return found;
    }

    List<Slot> up(Role role) {
        return where(slot -> slot.role() == role && slot.isUp());
    }

    int count(Role role) {
        return count(slot -> slot.role() == role);
    }

    int count(Predicate<Slot> condition) {
        int count = 0;
        for (Slot slot : byLink.values()) {
            if (condition.test(slot)) {
                count++;
            }
        }
        return count;
    }

    boolean connects(Hash id) {
        return any(slot -> slot.id().equals(id));
    }

    /** Whether an outbound connection leads there. */
    boolean reaches(Endpoint endpoint) {
        return any(slot -> slot.outbound() && slot.endpoint().equals(endpoint));
    }

    /** Whether an outbound peer, pinned or not, is in the prefix. */
    boolean outboundIn(IpPrefix prefix) {
        return any(slot -> slot.outbound() && slot.prefix().equals(prefix));
    }

    boolean outboundIn(NetGroup group) {
        return any(slot -> slot.outbound() && slot.group().equals(group));
    }

    boolean any(Predicate<Slot> condition) {
        for (Slot slot : byLink.values()) {
            if (condition.test(slot)) {
                return true;
            }
        }
        return false;
    }
}
