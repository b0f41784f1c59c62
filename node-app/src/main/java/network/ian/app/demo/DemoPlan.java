package network.ian.app.demo;

import java.nio.file.Path;

/**
 * What the demo is to do.
 *
 * @param contributions after which it ends, 1 or more
 * @param agents that compete, 1 or more
 * @param seed that the search follows from
 * @param dataDirectory of the node
 */
record DemoPlan(int contributions, int agents, long seed, Path dataDirectory) {}
