package network.ian.core.contribution;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * The signed part of a contribution (formats.md, "Contribution").
 *
 * @param contributorId unsponsored: hex SHA-256 of {@code publicKey}; sponsored: 1-128 printable characters, never 64 hex digits
 * @param goalTopic topic of the goal
 * @param packHash hash of the body
 * @param publicKey 32 bytes, Ed25519: the signer, which is the accepting node where {@code sponsored}
 * @param seed carried as information, within +-2^53
 * @param sponsored whether a node signed for an unsigned POST
 * @param timestampMs milliseconds since the epoch, 0 to 2^53
 * @param nonce at most 16 bytes, in proof-of-work goals only
 */
public record Header(
        String contributorId,
        Hash goalTopic,
        Kind kind,
        Hash packHash,
        Bytes publicKey,
        long seed,
        boolean sponsored,
        long timestampMs,
        Optional<Bytes> nonce) {}
