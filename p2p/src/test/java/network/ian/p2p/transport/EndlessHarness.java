package network.ian.p2p.transport;

import java.util.concurrent.CountDownLatch;
import network.ian.core.contribution.AgentPack;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.evaluation.Harness;
import network.ian.core.goal.GoalSpec;

/** Evaluations that end when the node is closed. */
public final class EndlessHarness implements Harness {

    static final String ID = "endless-v1";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Evaluation prepare(GoalSpec spec, EvaluationSettings settings) {
        return new Endless();
    }

    private static final class Endless implements Evaluation {

        @Override
        public EvaluationResult evaluate(AgentPack pack, java.util.function.BooleanSupplier interrupted) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new EvaluationResult.Undecided("the node is closed");
        }

        @Override
        public boolean mayTakeSeconds() {
            return true;
        }
    }
}
