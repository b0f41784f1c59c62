package network.ian.core.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/** The bytes of a leaderboard's leaf, as {@code docs/PROOFS.md} lays them out. */
final class RankLeaf {

    private RankLeaf() {}

    /**
     * Encodes a ranked entry: rank u32, contribution id, score as IEEE-754 bits, metrics, contributor id as UTF-8 with its
     * length as u16; all big-endian.
     *
     * @param rank 1 or more
     */
    static byte[] encode(int rank, Candidate candidate) {
        byte[] contributor = candidate.contributorId().getBytes(StandardCharsets.UTF_8);
        if (contributor.length > 0xffff) {
            throw new IllegalArgumentException("contributor_id has " + contributor.length + " bytes");
        }
        return ByteBuffer.allocate(Integer.BYTES
                        + Hash.SIZE
                        + Double.BYTES
                        + Metrics.ENCODED_SIZE
                        + Short.BYTES
                        + contributor.length)
                .putInt(rank)
                .put(candidate.id().view())
                .putDouble(candidate.score())
                .put(candidate.metrics().encode())
                .putShort((short) contributor.length)
                .put(contributor)
                .array();
    }
}
