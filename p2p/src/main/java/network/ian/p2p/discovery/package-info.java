/** Finding nodes: seeds, peer exchange, known addresses, slots and dialling. */
package network.ian.p2p.discovery;
