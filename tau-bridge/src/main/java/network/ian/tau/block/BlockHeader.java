package network.ian.tau.block;

import java.nio.ByteBuffer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.bls.BlsPublicKey;

/**
 * The part of a block that its hash covers.
 *
 * @param number 0 for the block that everything is pinned to
 * @param timestampSeconds seconds since the epoch, as the proposer says
 * @param merkleRoot over the hashes of the block's transactions ({@link TransactionTree})
 * @param proposer compressed public key, 48 bytes
 */
public record BlockHeader(
        long number, Hash previous, long timestampSeconds, Hash merkleRoot, Bytes proposer, Hash stateHash) {

    /** Length of the canonical form. */
    public static final int BYTES = 8 + 32 + 8 + 32 + BlsPublicKey.BYTES + 32;

    /** Number u64, previous hash, timestamp u64, Merkle root, proposer, state hash; big-endian. */
    public Bytes canonical() {
        return Bytes.wrap(ByteBuffer.allocate(BYTES)
                .putLong(number)
                .put(previous.view())
                .putLong(timestampSeconds)
                .put(merkleRoot.view())
                .put(proposer.view())
                .put(stateHash.view())
                .array());
    }

    /** Reads a canonical form; takes exactly {@link #BYTES} from the buffer. */
    public static BlockHeader read(ByteBuffer in) {
        return new BlockHeader(
                in.getLong(),
                Octets.hash(in),
                in.getLong(),
                Octets.hash(in),
                Octets.of(in, BlsPublicKey.BYTES),
                Octets.hash(in));
    }

    /** SHA-256 of the canonical form. */
    public Hash hash() {
        return Sha256.of(canonical().view());
    }

    /** Whether {@code signature} is the proposer's over the block's hash. */
    public boolean isSignedBy(BlsPublicKey key, Bytes signature) {
        return key.bytes().equals(proposer) && key.verifies(Bytes.wrap(hash().toArray()), signature);
    }
}
