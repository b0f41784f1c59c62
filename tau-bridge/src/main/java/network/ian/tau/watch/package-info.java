/** Watching a Tau node, and telling the node's finality what is settled. */
package network.ian.tau.watch;
