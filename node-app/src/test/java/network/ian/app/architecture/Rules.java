package network.ian.app.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.TreeMap;

/** The shape of the program, as rules that the build checks, by what they say. */
final class Rules {

    static final Map<String, ArchRule> ALL = map(
            "core knows nothing above it", Layers.CORE_KNOWS_NOTHING_ABOVE_IT,
            "the client knows only the core", Layers.THE_CLIENT_KNOWS_ONLY_THE_CORE,
            "only the program knows the client", Layers.ONLY_THE_PROGRAM_KNOWS_THE_CLIENT,
            "api does not know the program", Layers.API_DOES_NOT_KNOW_THE_PROGRAM,
            "peers know only the core", Layers.PEERS_KNOW_ONLY_THE_CORE,
            "the protocol has no sockets and no threads", Layers.THE_PROTOCOL_HAS_NO_SOCKETS_AND_NO_THREADS,
            "the simulator knows no shell", Layers.THE_SIMULATOR_KNOWS_NO_SHELL,
            "the bridge knows only the core", Layers.THE_BRIDGE_KNOWS_ONLY_THE_CORE,
            "only the program knows the stand-in", Layers.ONLY_THE_PROGRAM_KNOWS_THE_STAND_IN,
            "the sandbox knows only the core", Layers.THE_SANDBOX_KNOWS_ONLY_THE_CORE,
            "only the sandbox touches the engine", Layers.ONLY_THE_SANDBOX_TOUCHES_THE_ENGINE,
            "no cycles between packages", Layers.NO_CYCLES_BETWEEN_PACKAGES,
            "constructors are short", Conventions.CONSTRUCTORS_ARE_SHORT,
            "time and chance come from outside", Conventions.TIME_AND_CHANCE_COME_FROM_OUTSIDE,
            "only wiring takes the system's own", Conventions.ONLY_WIRING_TAKES_THE_SYSTEMS_OWN,
            "names say something", Conventions.NAMES_SAY_SOMETHING,
            "packages are features", Conventions.PACKAGES_ARE_FEATURES);

    private Rules() {}

    private static Map<String, ArchRule> map(Object... namesAndRules) {
        Map<String, ArchRule> all = new TreeMap<>();
        for (int i = 0; i < namesAndRules.length; i += 2) {
            all.put((String) namesAndRules[i], (ArchRule) namesAndRules[i + 1]);
        }
        return all;
    }
}
