/** Proofs as a node gives them, and their verification without it. */
package network.ian.client.proof;
