/** One node: the protocol under test, and virtual clocks, disks and judges around it. */
package network.ian.simulation.node;
