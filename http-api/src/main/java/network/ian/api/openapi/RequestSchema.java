package network.ian.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The schema of a posted contribution, both forms, as its codec reads it. */
final class RequestSchema {

    static final String NAME = "ContributionRequest";

    private RequestSchema() {}

    static ObjectNode schema() {
        ObjectNode schema =
                object("Unsigned form: with contributor_id, without timestamp_ms, public_key and signature; "
                        + "the node signs. Signed form: with those three; contributor_id may be left out.");
        ObjectNode fields = schema.putObject("properties");
        fields.set("goal_id", text("The goal by name."));
        fields.set("kind", text("agent_pack, which is the default."));
        fields.set("agent_pack", pack());
        ObjectNode proofs = object("At most 16 proofs by name, base64, together at most 64 KiB.");
        proofs.set("additionalProperties", text("base64"));
        fields.set("proofs", proofs);
        fields.set("contributor_id", text("Unsigned form: 1 to 128 printable characters, never 64 hex digits."));
        fields.set("seed", integer("Carried as information, within +-2^53."));
        fields.set("timestamp_ms", integer("Signed form: milliseconds since the epoch, at most 120 s old."));
        fields.set("public_key", text("Signed form: Ed25519 key, 32 bytes in lower-case hex."));
        fields.set("signature", text("Signed form: over the domain tag and the header, 64 bytes in lower-case hex."));
        fields.set("nonce", text("Goals with proof of work: at most 16 bytes in lower-case hex."));
        schema.putArray("required").add("goal_id").add("agent_pack");
        schema.put("additionalProperties", false);
        return schema;
    }

    private static ObjectNode pack() {
        ObjectNode pack = object("What is evaluated.");
        ObjectNode fields = pack.putObject("properties");
        fields.set("version", text("1 to 64 bytes."));
        fields.set("parameters", text("base64, not empty."));
        fields.set("metadata", object("At most 16 KiB and 8 levels; integers only."));
        fields.set("tau_spec_hash", text("64 lower-case hex digits."));
        fields.set("mpb_invariants_hash", text("64 lower-case hex digits."));
        pack.putArray("required").add("version").add("parameters");
        pack.put("additionalProperties", false);
        return pack;
    }

    private static ObjectNode object(String description) {
        return JsonNodeFactory.instance.objectNode().put("type", "object").put("description", description);
    }

    private static ObjectNode text(String description) {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("description", description);
    }

    private static ObjectNode integer(String description) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "integer")
                .put("format", "int64")
                .put("description", description);
    }
}
