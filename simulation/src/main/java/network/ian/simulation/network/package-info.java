/** Machines, the links between them, and what those links do to messages. */
package network.ian.simulation.network;
