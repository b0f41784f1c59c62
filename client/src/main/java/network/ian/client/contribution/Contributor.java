package network.ian.client.contribution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Signer;
import network.ian.core.goal.Admission;
import network.ian.core.goal.GoalSpec;

/** Signs contributions to one goal with a key of one's own. Thread-safe as far as its signer is. */
public final class Contributor {

    private static final String VERSION = "1.0.0";

    private final GoalSpec goal;
    private final Signer signer;
    private final Clock clock;

    /** @param clock dates the contributions; a node takes none that is older than two minutes */
    public Contributor(GoalSpec goal, Signer signer, Clock clock) {
        this.goal = goal;
        this.signer = signer;
        this.clock = clock;
    }

    /** A pack of nothing but parameters, e.g. a trading policy's JSON. */
    public static AgentPack pack(String parameters) {
        return new AgentPack(
                VERSION,
                Bytes.wrap(parameters.getBytes(StandardCharsets.UTF_8)),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    /**
     * A request that nobody signed: the node that accepts it does, and the contribution is sponsored.
     *
     * @param name of the contributor, free text of 1 to 128 printable characters
     */
    public static ContributionRequest unsigned(String goalId, String name, AgentPack pack) {
        ContributorId.requireSponsored("contributor_id", name);
        return new ContributionRequest(goalId, Kind.AGENT_PACK, pack, Optional.of(name), 0, Optional.empty());
    }

    /** Contributor id under which the log will hold what this signs. */
    public String id() {
        return ContributorId.ofKey(signer.publicKey());
    }

    /** The goal's rules. */
    public GoalSpec goal() {
        return goal;
    }

    /** Signs a pack of nothing but parameters. */
    public ContributionRequest sign(String parameters) {
        return sign(pack(parameters), 0);
    }

    /**
     * The request to send. Takes long where the goal asks for much proof of work.
     *
     * @param seed carried as information
     * @throws network.ian.core.codec.MalformedException naming the field of the pack that breaks a limit
     */
    public ContributionRequest sign(AgentPack pack, long seed) {
        Hash packHash = PackCodec.hash(PackCodec.encode(pack));
        SignedHeader unsigned = worked(packHash, seed, clock.millis());
        Header header = unsigned.header();
        Bytes signature = signer.sign(HeaderCodec.signingMessage(unsigned.bytes()));
        return new ContributionRequest(
                goal.goalId(),
                Kind.AGENT_PACK,
                pack,
                Optional.of(header.contributorId()),
                seed,
                Optional.of(new ContributionRequest.Proof(
                        header.timestampMs(), header.publicKey(), signature, header.nonce())));
    }

    private SignedHeader worked(Hash packHash, long seed, long timestampMs) {
        if (!(goal.admission() instanceof Admission.ProofOfWork work)) {
            return header(packHash, seed, timestampMs, Optional.empty());
        }
        long attempt = 0;
        SignedHeader header = header(packHash, seed, timestampMs, nonce(attempt));
        while (header.id().leadingZeroBits() < work.bits()) {
            attempt++;
            header = header(packHash, seed, timestampMs, nonce(attempt));
        }
        return header;
    }

    private SignedHeader header(Hash packHash, long seed, long timestampMs, Optional<Bytes> nonce) {
        Header header = new Header(
                id(), goal.topic(), Kind.AGENT_PACK, packHash, signer.publicKey(), seed, false, timestampMs, nonce);
        return HeaderCodec.signed(header, Bytes.EMPTY);
    }

    private static Optional<Bytes> nonce(long attempt) {
        return Optional.of(Bytes.fromHex("nonce", "%016x".formatted(attempt)));
    }
}
