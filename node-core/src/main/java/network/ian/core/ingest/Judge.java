package network.ian.core.ingest;

import java.util.Optional;
import java.util.OptionalInt;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SignatureCheck;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Evaluator;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/**
 * Decides about a contribution from itself and the goal alone: rules, signature, evaluation, thresholds, cheapest
 * first. Thread-safe; runs on the worker pool.
 */
public final class Judge {

    private final GoalSpec spec;
    private final AdmissionRules rules;
    private final SignatureVerifier signatures;
    private final Evaluator evaluator;

    public Judge(GoalSpec spec, SignatureVerifier signatures, Evaluator evaluator) {
        this.spec = spec;
        this.rules = new AdmissionRules(spec);
        this.signatures = signatures;
        this.evaluator = evaluator;
    }

    public AdmissionRules rules() {
        return rules;
    }

    /** Whether judging one contribution may take seconds. */
    public boolean mayTakeSeconds() {
        return evaluator.mayTakeSeconds();
    }

    /** Verifies the signature, then evaluates. The rules were checked before. */
    public Outcome judge(Contribution contribution) {
        return verify(contribution.signed())
                .map(verdict -> unevaluated(contribution, verdict))
                .orElseGet(() -> evaluate(contribution));
    }

    /** Empty if the signature is valid. */
    public Optional<Verdict> verify(SignedHeader signed) {
        SignatureCheck check = signatures.check(
                signed.header().publicKey().view(),
                HeaderCodec.signingMessage(signed.bytes()),
                signed.signature().view());
        return check.isValid()
                ? Optional.empty()
                : Optional.of(new Verdict.Reject(
                        Reason.INVALID_SIGNATURE,
                        "signature over the header rebuilt for topic " + spec.topic() + ": " + check.text()));
    }

    /** Evaluates a contribution whose signature is known to be good. */
    public Outcome evaluate(Contribution contribution) {
        EvaluationResult result =
                evaluator.evaluate(contribution.signed().header().packHash(), contribution.body());
        Conclusion conclusion = Conclusion.of(spec, result);
        SignedHeader signed = contribution.signed();
        return new Outcome(
                conclusion.verdict(),
                signed.id(),
                signed.header().packHash(),
                signed.header().sponsored(),
                conclusion.metrics(),
                conclusion.score(),
                OptionalInt.empty());
    }

    /** Draws what a pack earned; runs as long as its evaluation. */
    public CurveResult curve(Hash packHash, AgentPack pack) {
        return evaluator.curve(packHash, pack);
    }

    /** Has the next evaluation of a pack that could not be decided run at once. */
    public void forgetUndecided(Hash packHash) {
        evaluator.forgetUndecided(packHash);
    }

    private static Outcome unevaluated(Contribution contribution, Verdict verdict) {
        SignedHeader signed = contribution.signed();
        return Outcome.unevaluated(
                verdict,
                signed.id(),
                signed.header().packHash(),
                signed.header().sponsored());
    }
}
