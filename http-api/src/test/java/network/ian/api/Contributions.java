package network.ian.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.SigningKey;
import network.ian.core.evaluation.trading.PolicySampler;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.GoalCatalog;

/** Makes request bodies for the demo goal. The same seed gives the same packs. */
final class Contributions {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PolicySampler sampler;
    private final SigningKey key = SigningKey.fromSeed(new byte[32]);

    Contributions(long seed) {
        this.sampler = new PolicySampler(new SplitMix64(seed));
    }

    /** A pack that the demo goal most probably accepts. */
    AgentPack pack() {
        return new AgentPack(
                "1.0.0",
                Bytes.wrap(sampler.next()),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    byte[] unsigned(String contributor) {
        return ContributionRequestCodec.encode(new ContributionRequest(
                RunningApi.GOAL, Kind.AGENT_PACK, pack(), Optional.of(contributor), 7, Optional.empty()));
    }

    byte[] signed(long timestampMs) {
        return signed(timestampMs, Optional.empty());
    }

    byte[] signed(long timestampMs, Optional<Bytes> nonce) {
        return signed(pack(), timestampMs, nonce);
    }

    byte[] signed(AgentPack pack, long timestampMs) {
        return signed(pack, timestampMs, Optional.empty());
    }

    private byte[] signed(AgentPack pack, long timestampMs, Optional<Bytes> nonce) {
        Header header = new Header(
                ContributorId.ofKey(key.publicKey()),
                GoalCatalog.demoGoal().topic(),
                Kind.AGENT_PACK,
                PackCodec.hash(PackCodec.encode(pack)),
                key.publicKey(),
                0,
                false,
                timestampMs,
                nonce);
        Bytes signature = key.sign(HeaderCodec.signingMessage(HeaderCodec.encode(header)));
        return ContributionRequestCodec.encode(new ContributionRequest(
                RunningApi.GOAL,
                Kind.AGENT_PACK,
                pack,
                Optional.empty(),
                0,
                Optional.of(new ContributionRequest.Proof(timestampMs, key.publicKey(), signature, nonce))));
    }

    /** An unsigned request as JSON to be broken. */
    ObjectNode json() {
        return parse(unsigned("mallory"));
    }

    /** A signed request as JSON to be broken. */
    ObjectNode signedJson(long timestampMs) {
        return parse(signed(timestampMs));
    }

    private static ObjectNode parse(byte[] body) {
        try {
            return (ObjectNode) MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
