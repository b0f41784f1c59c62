package network.ian.api.rest;

import java.util.List;
import network.ian.core.merkle.InclusionProof;

/**
 * One step of an inclusion proof.
 *
 * @param hash 64 lower-case hex digits
 * @param isRight whether it stands to the right of what was computed so far
 */
public record SiblingJson(String hash, boolean isRight) {

    static List<SiblingJson> of(InclusionProof proof) {
        return proof.siblings().stream()
                .map(sibling -> new SiblingJson(sibling.hash().hex(), sibling.isRight()))
                .toList();
    }
}
