package network.ian.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalCatalog;

/** The two pieces of work that no node can avoid, one thread, in microseconds of core time for each contribution. */
public final class Parts {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Evaluation evaluation = Harnesses.installed().prepare(GoalCatalog.demoGoal());
    private final SignatureVerifier signatures;

    /**
     * Prepares both.
     *
     * @param provider as {@code crypto.provider} names it
     */
    public Parts(String provider) {
        this.signatures = SignatureProviders.select(provider, 65_536);
    }

    public String provider() {
        return signatures.providerName();
    }

    /** Checking signatures; header bytes and messages are made before. */
    public double verifyMicros(List<ContributionRequest> requests) {
        List<SignedMessage> messages = SignedMessage.of(requests);
        long started = THREADS.getCurrentThreadCpuTime();
        for (SignedMessage signed : messages) {
            if (!signatures.verify(
                    signed.key().view(),
                    signed.message().view(),
                    signed.signature().view())) {
                throw new IllegalStateException("a good signature was refused");
            }
        }
        return perItem(started, requests.size());
    }

    /** Evaluating packs, nothing cached. */
    public double evaluateMicros(List<AgentPack> packs) {
        long started = THREADS.getCurrentThreadCpuTime();
        for (AgentPack pack : packs) {
            if (!(evaluation.evaluate(pack, () -> false) instanceof EvaluationResult.Measured)) {
                throw new IllegalStateException("a good pack was not measured");
            }
        }
        return perItem(started, packs.size());
    }

    private static double perItem(long startedNanos, int count) {
        return (THREADS.getCurrentThreadCpuTime() - startedNanos) / 1e3 / count;
    }
}
