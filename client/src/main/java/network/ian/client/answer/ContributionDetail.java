package network.ian.client.answer;

import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.verdict.Metrics;

/**
 * A contribution with all that is needed to verify it.
 *
 * @param header the exact bytes that were signed
 * @param pack empty if the body was dropped
 * @param logIndex position now; empty while it waits for a merge
 */
public record ContributionDetail(
        Hash contributionId,
        Bytes header,
        Bytes signature,
        Bytes publicKey,
        String contributorId,
        boolean sponsored,
        long timestampMs,
        Hash packHash,
        Optional<AgentPack> pack,
        Metrics metrics,
        double score,
        OptionalLong logIndex) {

    /** From {@code /api/v1/contribution/{goal_id}/{contribution_id}}. */
    public static ContributionDetail read(Fields in) {
        return new ContributionDetail(
                in.hash("contribution_id"),
                in.hex("header"),
                in.hex("signature"),
                in.hex("public_key"),
                in.text("contributor_id"),
                in.bool("sponsored"),
                in.integer("timestamp_ms"),
                in.hash("pack_hash"),
                in.optionalChild("body").map(Packs::read),
                Measured.read(in.child("metrics")),
                in.decimal("score"),
                in.optionalInteger("log_index"));
    }

    /**
     * Why this is not what its contributor signed for the goal; empty if it is. Metrics and score are the node's word: they follow
     * from evaluating the pack.
     *
     * @param topic the goal's, as the asker knows it
     */
    public Optional<String> fault(Hash topic, SignatureVerifier verifier) {
        if (!Sha256.of(header.view()).equals(contributionId)) {
            return Optional.of("contribution_id is not the hash of header");
        }
        try {
            return headerFault(HeaderCodec.decode(header), topic)
                    .or(this::bodyFault)
                    .or(() -> signatureFault(verifier));
        } catch (MalformedException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> headerFault(Header signed, Hash topic) {
        if (!signed.goalTopic().equals(topic)) {
            return Optional.of("it was signed for another goal");
        }
        boolean same = signed.packHash().equals(packHash)
                && signed.publicKey().equals(publicKey)
                && signed.contributorId().equals(contributorId)
                && signed.sponsored() == sponsored
                && signed.timestampMs() == timestampMs;
        return same ? Optional.empty() : Optional.of("the fields shown are not those of header");
    }

    private Optional<String> bodyFault() {
        return pack.filter(body -> !PackCodec.hash(PackCodec.encode(body)).equals(packHash))
                .map(body -> "pack_hash is not the hash of body");
    }

    private Optional<String> signatureFault(SignatureVerifier verifier) {
        return verifier.verify(publicKey.view(), HeaderCodec.signingMessage(header), signature.view())
                ? Optional.empty()
                : Optional.of("the signature does not hold");
    }
}
