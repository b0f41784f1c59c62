package network.ian.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
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
import network.ian.core.goal.GoalSpecCodec;

/** Signs contributions to one goal with a key of one's own. */
public final class Contributor {

    private final GoalSpec goal;
    private final Signer signer;
    private final Clock clock;

    /** @param clock dates the contributions; a node takes none that is older than two minutes */
    public Contributor(GoalSpec goal, Signer signer, Clock clock) {
        this.goal = goal;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * A goal's rules as a node has them; the topic is computed here and not taken on trust.
     *
     * @throws network.ian.core.codec.MalformedException if this program cannot read them
     */
    public static GoalSpec fetchGoal(ApiClient client, String goalId) {
        JsonNode spec = client.get("/api/v1/goals/" + goalId).path("spec");
        return GoalSpecCodec.decode("spec", CanonicalJson.encode("spec", spec));
    }

    /** Contributor id under which the log will hold what this signs. */
    public String id() {
        return ContributorId.ofKey(signer.publicKey());
    }

    /**
     * The request to post. Takes long where the goal asks for much proof of work.
     *
     * @param seed carried as information
     * @throws network.ian.core.codec.MalformedException naming the field of the pack that breaks a limit
     */
    public byte[] sign(AgentPack pack, long seed) {
        Hash packHash = PackCodec.hash(PackCodec.encode(pack));
        SignedHeader unsigned = worked(packHash, seed, clock.millis());
        Header header = unsigned.header();
        Bytes signature = signer.sign(HeaderCodec.signingMessage(unsigned.bytes()));
        return ContributionRequestCodec.encode(new ContributionRequest(
                goal.goalId(),
                Kind.AGENT_PACK,
                pack,
                Optional.of(header.contributorId()),
                seed,
                Optional.of(new ContributionRequest.Proof(
                        header.timestampMs(), header.publicKey(), signature, header.nonce()))));
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
