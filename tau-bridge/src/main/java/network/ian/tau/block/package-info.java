/** Blocks: headers, their signatures, the tree over their transactions. */
package network.ian.tau.block;
