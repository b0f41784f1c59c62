package network.ian.core.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;
import network.ian.core.evaluation.trading.PolicySampler;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.Admission;
import network.ian.core.goal.GoalSpec;

/**
 * Draws contribution requests to a goal that trades, most of them good enough for the built-in one; evaluates nothing.
 * Request {@code i} is a pure function of goal, seed, {@code i} and time stamp, the same bytes on every JDK, and no two
 * packs of any seeds are equal. Thread-safe.
 */
public final class RequestSampler {

    /** Contributors that the requests come from. */
    public static final int CONTRIBUTORS = 16;

    private static final String HARNESS = "trading-v1";
    private static final byte[] PACK_TAG = tag("ian/v1/sample-pack");
    private static final byte[] KEY_TAG = tag("ian/v1/sample-key");

    private final GoalSpec spec;
    private final long seed;
    private final List<SigningKey> keys = new ArrayList<>(CONTRIBUTORS);

    /** @throws MalformedException if no sample could be accepted by this goal */
    public RequestSampler(GoalSpec spec, long seed) {
        if (!spec.harness().id().equals(HARNESS)) {
            throw new MalformedException(
                    spec.goalId(), "evaluates with " + spec.harness().id() + "; samples are for " + HARNESS);
        }
        if (!(spec.admission() instanceof Admission.Open)) {
            throw new MalformedException(spec.goalId(), "is not open to everybody, which samples need");
        }
        this.spec = spec;
        this.seed = seed;
        for (int key = 0; key < CONTRIBUTORS; key++) {
            keys.add(SigningKey.fromSeed(drawn(KEY_TAG, key).toArray()));
        }
    }

    /** Request {@code index} without a signature. */
    public ContributionRequest unsigned(long index) {
        return new ContributionRequest(
                spec.goalId(),
                Kind.AGENT_PACK,
                pack(index),
                Optional.of("sample-" + contributor(index)),
                index,
                Optional.empty());
    }

    /**
     * Request {@code index}, signed.
     *
     * @param timestampMs milliseconds since the epoch
     */
    public ContributionRequest signed(long index, long timestampMs) {
        AgentPack pack = pack(index);
        SigningKey key = keys.get(contributor(index));
        Header header = new Header(
                ContributorId.ofKey(key.publicKey()),
                spec.topic(),
                Kind.AGENT_PACK,
                PackCodec.hash(PackCodec.encode(pack)),
                key.publicKey(),
                index,
                false,
                timestampMs,
                Optional.empty());
        Bytes signature = key.sign(HeaderCodec.signingMessage(HeaderCodec.encode(header)));
        return new ContributionRequest(
                spec.goalId(),
                Kind.AGENT_PACK,
                pack,
                Optional.of(header.contributorId()),
                index,
                Optional.of(new ContributionRequest.Proof(timestampMs, key.publicKey(), signature, Optional.empty())));
    }

    /** The metadata tells any two packs apart, even where the sampler draws one policy twice. */
    private AgentPack pack(long index) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("sample", seed + "/" + index);
        long policySeed = ByteBuffer.wrap(drawn(PACK_TAG, index).view()).getLong();
        Bytes policy = Bytes.wrap(new PolicySampler(new SplitMix64(policySeed)).next());
        return new AgentPack("sample-1", policy, metadata, Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    private Hash drawn(byte[] tag, long index) {
        return Sha256.of(
                tag,
                ByteBuffer.allocate(2 * Long.BYTES).putLong(seed).putLong(index).array());
    }

    private static int contributor(long index) {
        return (int) (index % CONTRIBUTORS);
    }

    private static byte[] tag(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
