/** A connected node, as the protocol's thread knows it. */
package network.ian.p2p.peer;
