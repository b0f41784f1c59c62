package network.ian.app.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What the demo is to do.
 *
 * @param contributions after which it ends, 1 or more
 * @param agents that compete, 1 or more
 * @param wasmAgents that compete with WebAssembly modules, 0 or more
 * @param seed that the search follows from
 * @param nodes that the agents contribute to by turns, 1 or more
 * @param anchored whether the log is anchored on a stand-in for Tau Net
 * @param pace contributions a second of all agents together; empty: as fast as the nodes take them
 * @param stay whether the nodes run on after the last contribution until a signal comes
 * @param dataDirectory of the node, or with a directory for each of several
 */
record DemoPlan(
        int contributions,
        int agents,
        int wasmAgents,
        long seed,
        int nodes,
        boolean anchored,
        OptionalDouble pace,
        boolean stay,
        Path dataDirectory) {

    /** Modules are evaluated a hundred times slower than policies, so there is one for ten of these, and one of each agent. */
    int wasmContributions() {
        return wasmAgents == 0 ? 0 : Math.max(wasmAgents, contributions / 10);
    }

    /** Where the stand-in keeps its chain. */
    Path chainFile() {
        return dataDirectory.resolve("tau-dev-chain");
    }

    /** Data directory of each node. */
    List<Path> directories() {
        if (nodes == 1) {
            return List.of(dataDirectory);
        }
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> dataDirectory.resolve("node-" + number))
                .toList();
    }
}
