package network.ian.core.contribution;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * A contribution as a client posts it (formats.md, "HTTP"): the unsigned form, which the accepting node signs, or the
 * signed form.
 *
 * @param goalId the goal by name
 * @param pack the body
 * @param contributorId free text in the unsigned form; the key's id, or empty, in the signed form
 * @param seed carried as information
 * @param proof empty in the unsigned form
 */
public record ContributionRequest(
        String goalId, Kind kind, AgentPack pack, Optional<String> contributorId, long seed, Optional<Proof> proof) {

    /** The fields that only the signed form has. */
    public record Proof(long timestampMs, Bytes publicKey, Bytes signature, Optional<Bytes> nonce) {}

    /** The header that the contributor must have signed, rebuilt from the fields; empty in the unsigned form. */
    public Optional<SignedHeader> signedHeader(Hash topic, Hash packHash) {
        return proof.map(signed -> {
            Header header = new Header(
                    ContributorId.ofKey(signed.publicKey()),
                    topic,
                    kind,
                    packHash,
                    signed.publicKey(),
                    seed,
                    false,
                    signed.timestampMs(),
                    signed.nonce());
            return HeaderCodec.signed(header, signed.signature());
        });
    }
}
