package network.ian.wasm.hostile;

import java.util.List;

/** Modules that are too large or too broken for the text format. */
public final class GeneratedModules {

    private GeneratedModules() {}

    public static List<HostileModule> all() {
        HostileModules modules = new HostileModules();
        HostileCode.addTo(modules);
        HostileCounts.addTo(modules);
        HostileSections.addTo(modules);
        HostileNumbers.addTo(modules);
        HostileTables.addTo(modules);
        SlowModules.addTo(modules);
        return modules.all();
    }
}
