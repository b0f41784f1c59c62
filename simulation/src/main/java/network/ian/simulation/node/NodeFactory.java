package network.ian.simulation.node;

import network.ian.simulation.network.NodeUnderTest;

/** Makes the node that is put to the test; a stand-in in tests of the simulator itself. */
@FunctionalInterface
public interface NodeFactory {

    NodeUnderTest create(Blueprint blueprint);
}
