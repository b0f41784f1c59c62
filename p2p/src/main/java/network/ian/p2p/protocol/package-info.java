/** The protocol of one node: handshake, dispatch, liveness. Events in, calls on the ports out. */
package network.ian.p2p.protocol;
