/** Spreading new contributions (Plumtree). */
package network.ian.p2p.gossip;
