/** Contributions, which of them are good, and the disks that keep them. */
package network.ian.simulation.content;
