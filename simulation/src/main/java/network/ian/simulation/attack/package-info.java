/** Nodes that mean harm: the real protocol, tampered with where it sends, and with actions of its own. */
package network.ian.simulation.attack;
