package network.ian.p2p.intake;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ids that evaluation or thresholds refused for good: what was refused longest ago is forgotten first. */
final class RefusedIds {

    static final int CAPACITY = 65_536;

    private final Map<EntryKey, Boolean> ids = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<EntryKey, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    void add(EntryKey key) {
        ids.put(key, true);
    }

    boolean contains(EntryKey key) {
        return ids.containsKey(key);
    }

    int size() {
        return ids.size();
    }
}
