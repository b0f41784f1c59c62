/** Keeping a goal's set equal to those of the peers: heads, reconciliation sessions, fetching and serving. */
package network.ian.p2p.sync;
