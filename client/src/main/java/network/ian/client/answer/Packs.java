package network.ian.client.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.ian.core.codec.Base64Text;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.PackCodec;

/** Reads agent packs as answers show them: the pack's own fields, with its proofs beside them. */
final class Packs {

    private Packs() {}

    static AgentPack read(Fields in) {
        if (!(in.json("metadata") instanceof ObjectNode metadata)) {
            throw in.malformed("metadata", "expected an object");
        }
        return new AgentPack(
                in.text("version"),
                in.base64("parameters"),
                metadata,
                in.optionalHash("tau_spec_hash"),
                in.optionalHash("mpb_invariants_hash"),
                proofs(in));
    }

    private static SortedMap<String, Bytes> proofs(Fields in) {
        SortedMap<String, Bytes> proofs = new TreeMap<>();
        if (!in.has("proofs")) {
            return proofs;
        }
        if (in.child("proofs").json().size() > PackCodec.MAX_PROOFS) {
            throw in.malformed("proofs", "expected at most " + PackCodec.MAX_PROOFS);
        }
        for (Map.Entry<String, JsonNode> proof : in.child("proofs").json().properties()) {
            proofs.put(
                    proof.getKey(), Base64Text.decode("proofs", proof.getValue().asText()));
        }
        return proofs;
    }
}
