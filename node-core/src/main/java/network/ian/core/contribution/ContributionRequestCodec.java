package network.ian.core.contribution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.ian.core.codec.Base64Text;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.Hash;

/** The JSON of {@link ContributionRequest}, read strictly: unknown fields, wrong types and bad text are refused by name. */
public final class ContributionRequestCodec {

    /** Metadata is the deepest part: depth 8 inside agent_pack inside the request. */
    private static final int MAX_DEPTH = JsonLimits.METADATA.maxDepth() + 2;

    private static final String WHAT = "request";

    private ContributionRequestCodec() {}

    /**
     * Decodes one request.
     *
     * @param maxBytes longest text taken, in bytes
     * @throws MalformedException naming the field
     */
    public static ContributionRequest decode(byte[] utf8, int maxBytes) {
        ObjectNode json = CanonicalJson.parseObject(WHAT, utf8, new JsonLimits(maxBytes, MAX_DEPTH));
        ObjectReader in = new ObjectReader("", json);
        ContributionRequest request = new ContributionRequest(
                in.text("goal_id"),
                kind(in),
                pack(in.child("agent_pack"), proofs(in)),
                in.optionalText("contributor_id"),
                in.integerOr("seed", 0, -CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER),
                proof(in));
        in.done();
        requireContributor(request);
        return request;
    }

    /** The request's JSON on one line. */
    public static byte[] encode(ContributionRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("goal_id", request.goalId());
        json.set("agent_pack", pack(request.pack()));
        ObjectNode proofs = json.putObject("proofs");
        request.pack().proofs().forEach((name, value) -> proofs.put(name, Base64Text.encode(value)));
        request.contributorId().ifPresent(id -> json.put("contributor_id", id));
        json.put("seed", request.seed());
        request.proof().ifPresent(proof -> {
            json.put("timestamp_ms", proof.timestampMs());
            json.put("public_key", proof.publicKey().hex());
            json.put("signature", proof.signature().hex());
            proof.nonce().ifPresent(nonce -> json.put("nonce", nonce.hex()));
        });
        return CanonicalJson.encode(WHAT, json);
    }

    /** The pack as the API shows and takes it, without its proofs. */
    public static ObjectNode pack(AgentPack pack) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", pack.version());
        json.put("parameters", Base64Text.encode(pack.parameters()));
        json.set("metadata", pack.metadata());
        pack.tauSpecHash().ifPresent(hash -> json.put("tau_spec_hash", hash.hex()));
        pack.mpbInvariantsHash().ifPresent(hash -> json.put("mpb_invariants_hash", hash.hex()));
        return json;
    }

    private static Kind kind(ObjectReader in) {
        return in.optionalText("kind")
                .map(text -> Kind.parse(text).orElseThrow(() -> in.malformed("kind", "unknown kind")))
                .orElse(Kind.AGENT_PACK);
    }

    private static AgentPack pack(ObjectReader in, SortedMap<String, Bytes> proofs) {
        AgentPack pack = new AgentPack(
                in.text("version"),
                Base64Text.decode(in.path("parameters"), in.text("parameters")),
                in.has("metadata") ? in.object("metadata") : JsonNodeFactory.instance.objectNode(),
                hash(in, "tau_spec_hash"),
                hash(in, "mpb_invariants_hash"),
                proofs);
        in.done();
        return pack;
    }

    private static SortedMap<String, Bytes> proofs(ObjectReader in) {
        return in.has("proofs") ? in.textMap("proofs", PackCodec.MAX_PROOFS, Base64Text::decode) : new TreeMap<>();
    }

    private static Optional<Hash> hash(ObjectReader in, String name) {
        return in.optionalText(name).map(hex -> Hash.fromHex(in.path(name), hex));
    }

    private static Optional<ContributionRequest.Proof> proof(ObjectReader in) {
        boolean timestamp = in.has("timestamp_ms");
        boolean key = in.has("public_key");
        boolean signature = in.has("signature");
        boolean nonce = in.has("nonce");
        if (!timestamp && !key && !signature && !nonce) {
            return Optional.empty();
        }
        return Optional.of(new ContributionRequest.Proof(
                in.integer("timestamp_ms", 0, CanonicalJson.MAX_INTEGER),
                HeaderCodec.publicKey("public_key", in.text("public_key")),
                HeaderCodec.signature("signature", in.text("signature")),
                in.optionalText("nonce").map(hex -> HeaderCodec.nonce("nonce", hex))));
    }

    private static void requireContributor(ContributionRequest request) {
        if (request.proof().isEmpty()) {
            ContributorId.requireSponsored(
                    "contributor_id",
                    request.contributorId()
                            .orElseThrow(() -> new MalformedException(
                                    "contributor_id", "missing; an unsigned contribution names its contributor")));
            return;
        }
        String keyId = ContributorId.ofKey(request.proof().get().publicKey());
        if (!request.contributorId().orElse(keyId).equals(keyId)) {
            throw new MalformedException("contributor_id", "is not the SHA-256 of public_key; leave it out or mend it");
        }
    }
}
