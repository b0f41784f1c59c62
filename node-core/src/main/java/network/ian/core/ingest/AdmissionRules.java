package network.ian.core.ingest;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.goal.Admission;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/**
 * The rules that need neither the signature nor an evaluation: a pure function of the contribution and the goal, so all
 * honest nodes agree. Cheapest checks first.
 */
public final class AdmissionRules {

    private final GoalSpec spec;

    public AdmissionRules(GoalSpec spec) {
        this.spec = spec;
    }

    /** Empty if the contribution may be verified and evaluated. */
    public Optional<Verdict> check(Contribution contribution) {
        return topicAndKind(contribution.signed().header())
                .or(() -> checkSize(contribution.bodyBytes().size()))
                .or(() -> admission(contribution.signed()))
                .or(() -> body(contribution));
    }

    /** The rules that the header alone can break; for entries whose body may be gone. */
    public Optional<Verdict> checkHeader(SignedHeader signed) {
        return topicAndKind(signed.header()).or(() -> admission(signed));
    }

    private Optional<Verdict> topicAndKind(Header header) {
        if (!header.goalTopic().equals(spec.topic())) {
            return reject(Reason.INVARIANT_VIOLATION, "goal_topic is not the topic of " + spec.goalId());
        }
        if (!spec.kinds().contains(header.kind())) {
            return reject(
                    Reason.INVARIANT_VIOLATION,
                    "the goal does not take kind " + header.kind().text());
        }
        return Optional.empty();
    }

    /** Whether the goal takes a pack of this encoded length, in bytes; empty if it does. */
    public Optional<Verdict> checkSize(int packBytes) {
        if (packBytes <= spec.limits().maxPackBytes()) {
            return Optional.empty();
        }
        return reject(
                Reason.INVALID_STRUCTURE,
                "agent_pack has " + packBytes + " bytes encoded, the goal's limit is "
                        + spec.limits().maxPackBytes());
    }

    /** Whether a node with this key may sign for unsigned contributions; empty if it may. */
    public Optional<Verdict> checkSponsor(Bytes nodeKey) {
        if (spec.admission() instanceof Admission.ProofOfWork) {
            return reject(
                    Reason.INVARIANT_VIOLATION, "this goal asks for proof of work: sign the contribution yourself");
        }
        if (spec.admission() instanceof Admission.Authority authority
                && !authority.keys().contains(nodeKey)) {
            return reject(Reason.INVARIANT_VIOLATION, "this goal lists its contributors: sign with a listed key");
        }
        return Optional.empty();
    }

    private Optional<Verdict> admission(SignedHeader signed) {
        Header header = signed.header();
        if (spec.admission() instanceof Admission.ProofOfWork work) {
            return proofOfWork(signed, work.bits());
        }
        if (header.nonce().isPresent()) {
            return reject(Reason.INVALID_STRUCTURE, "nonce: only goals with proof of work take one");
        }
        if (spec.admission() instanceof Admission.Authority authority
                && !authority.keys().contains(header.publicKey())) {
            return reject(Reason.INVARIANT_VIOLATION, "public_key is not among the goal's listed keys");
        }
        return Optional.empty();
    }

    private static Optional<Verdict> proofOfWork(SignedHeader signed, int bits) {
        if (signed.header().sponsored()) {
            return reject(Reason.INVARIANT_VIOLATION, "goals with proof of work take no sponsored contributions");
        }
        if (signed.header().nonce().isEmpty()) {
            return reject(Reason.PROOF_FAILURE, "nonce: missing, this goal asks for " + bits + " bits of work");
        }
        int zeros = signed.id().leadingZeroBits();
        return zeros >= bits
                ? Optional.empty()
                : reject(
                        Reason.PROOF_FAILURE,
                        "nonce gives the contribution id " + zeros + " leading zero bits, the goal asks for " + bits);
    }

    private static Optional<Verdict> body(Contribution contribution) {
        return PackCodec.hash(contribution.bodyBytes())
                        .equals(contribution.signed().header().packHash())
                ? Optional.empty()
                : reject(Reason.INVARIANT_VIOLATION, "pack_hash is not the hash of the body");
    }

    private static Optional<Verdict> reject(Reason reason, String detail) {
        return Optional.of(new Verdict.Reject(reason, detail));
    }
}
