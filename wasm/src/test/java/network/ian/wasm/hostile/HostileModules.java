package network.ian.wasm.hostile;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;

/** A list of hostile modules in the making. */
final class HostileModules {

    /** Not let in. */
    static final String REFUSED = "INVALID_STRUCTURE";

    private final List<HostileModule> all = new ArrayList<>();

    void add(String name, String expected, RawAgent agent) {
        all.add(new HostileModule(name, agent.bytes(), expected));
    }

    void add(String name, String expected, RawBytes bytes) {
        all.add(new HostileModule(name, Bytes.wrap(bytes.toArray()), expected));
    }

    List<HostileModule> all() {
        return List.copyOf(all);
    }
}
