package network.ian.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import network.ian.core.codec.Bytes;
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
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.evaluation.trading.PolicySampler;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;

/**
 * Makes signed requests for the demo goal, all packs different, every one accepted: what the goal would reject is left
 * out here. Each call goes on where the one before ended; the same seed gives the same packs.
 */
public final class SignedRequests {

    /** Stands for "a key of its own for each request". */
    public static final int ALL_DIFFERENT = 0;

    private static final int BATCH = 1024;

    private final GoalSpec spec = GoalCatalog.demoGoal();
    private final Evaluation evaluation = Harnesses.installed().prepare(spec);
    private final long seed;
    private final int keys;
    private final List<SigningKey> known;
    private int batches;
    private int made;

    /** @param keys number of contributors, or {@link #ALL_DIFFERENT} */
    public SignedRequests(long seed, int keys) {
        this.seed = seed;
        this.keys = keys;
        this.known = IntStream.range(0, keys).mapToObj(this::key).toList();
    }

    /** The next {@code count}, timestamps ascending by 1 ms from {@code firstMs}; made on all processors. */
    public List<ContributionRequest> next(int count, long firstMs) {
        return next(count, firstMs, 1);
    }

    /** The next {@code count}, {@code perMs} of them with the same timestamp; made on all processors. */
    public List<ContributionRequest> next(int count, long firstMs, int perMs) {
        List<AgentPack> packs = new ArrayList<>(count);
        while (packs.size() < count) {
            int first = batches;
            batches += Machine.cores();
            IntStream.range(first, batches).parallel().mapToObj(this::accepted).forEachOrdered(packs::addAll);
        }
        int firstKey = made;
        made += count;
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> sign(signer(firstKey + i), packs.get(i), firstMs + i / perMs))
                .toList();
    }

    private List<AgentPack> accepted(int batch) {
        PolicySampler sampler = new PolicySampler(new SplitMix64(new SplitMix64(seed * 1_000_003 + batch).nextLong()));
        List<AgentPack> packs = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            AgentPack pack = pack(sampler.next());
            if (isAccepted(pack)) {
                packs.add(pack);
            }
        }
        return packs;
    }

    private boolean isAccepted(AgentPack pack) {
        return evaluation.evaluate(pack, () -> false) instanceof EvaluationResult.Measured measured
                && spec.thresholds().failedBy(measured.metrics()).isEmpty();
    }

    private SigningKey signer(int number) {
        return keys == ALL_DIFFERENT ? key(number) : known.get(number % keys);
    }

    private SigningKey key(int number) {
        byte[] label = "benchmark key".getBytes(StandardCharsets.US_ASCII);
        byte[] numbers = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(seed)
                .putInt(number)
                .array();
        return SigningKey.fromSeed(Sha256.of(label, numbers).toArray());
    }

    private static AgentPack pack(byte[] parameters) {
        return new AgentPack(
                "1.0.0",
                Bytes.wrap(parameters),
                JsonNodeFactory.instance.objectNode().put("name", "benchmark agent"),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    private ContributionRequest sign(SigningKey key, AgentPack pack, long timestampMs) {
        Hash packHash = PackCodec.hash(PackCodec.encode(pack));
        Header header = new Header(
                ContributorId.ofKey(key.publicKey()),
                spec.topic(),
                Kind.AGENT_PACK,
                packHash,
                key.publicKey(),
                0,
                false,
                timestampMs,
                Optional.empty());
        Bytes signature = key.sign(HeaderCodec.signingMessage(HeaderCodec.encode(header)));
        return new ContributionRequest(
                spec.goalId(),
                Kind.AGENT_PACK,
                pack,
                Optional.empty(),
                0,
                Optional.of(new ContributionRequest.Proof(timestampMs, key.publicKey(), signature, Optional.empty())));
    }
}
