/** Merkle trees of RFC 9162: building, proving, verifying. */
package network.ian.core.merkle;
