package network.ian.tau.chain;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;

/**
 * A block whose proposer is pinned and signed it.
 *
 * @param hash of the header
 * @param proof the proposer's signature, 96 bytes
 */
record VerifiedBlock(BlockHeader header, Hash hash, Bytes proof) {}
