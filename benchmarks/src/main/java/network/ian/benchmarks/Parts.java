package network.ian.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;

/** The two pieces of work that no node can avoid, one thread, in microseconds of core time for each contribution. */
final class Parts {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final GoalSpec spec = GoalCatalog.demoGoal();
    private final Evaluation evaluation = Harnesses.installed().prepare(spec);
    private final SignatureVerifier signatures;

    /** @param provider as {@code crypto.provider} names it */
    Parts(String provider) {
        this.signatures = SignatureProviders.select(provider, 65_536);
    }

    String provider() {
        return signatures.providerName();
    }

    /** Checking signatures; header bytes and messages are made before. */
    double verifyMicros(List<ContributionRequest> requests) {
        List<Signed> signed = requests.stream().map(this::signed).toList();
        long started = THREADS.getCurrentThreadCpuTime();
        for (Signed s : signed) {
            if (!signatures.verify(s.key.view(), s.message.view(), s.signature.view())) {
                throw new IllegalStateException("a good signature was refused");
            }
        }
        return perItem(started, requests.size());
    }

    /** Evaluating packs, nothing cached. */
    double evaluateMicros(List<AgentPack> packs) {
        long started = THREADS.getCurrentThreadCpuTime();
        for (AgentPack pack : packs) {
            if (!(evaluation.evaluate(pack, () -> false) instanceof EvaluationResult.Measured)) {
                throw new IllegalStateException("a good pack was not measured");
            }
        }
        return perItem(started, packs.size());
    }

    private Signed signed(ContributionRequest request) {
        Bytes body = PackCodec.encode(request.pack());
        SignedHeader header =
                request.signedHeader(spec.topic(), PackCodec.hash(body)).orElseThrow();
        return new Signed(
                header.header().publicKey(),
                Bytes.wrap(HeaderCodec.signingMessage(header.bytes())),
                header.signature());
    }

    private static double perItem(long startedNanos, int count) {
        return (THREADS.getCurrentThreadCpuTime() - startedNanos) / 1e3 / count;
    }

    private record Signed(Bytes key, Bytes message, Bytes signature) {}
}
