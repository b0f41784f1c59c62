/** Gossip between processes: this network's nodes against GossipSub of js-libp2p. */
package network.ian.benchmarks.gossip;
