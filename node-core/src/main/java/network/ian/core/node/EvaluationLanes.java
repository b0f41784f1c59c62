package network.ian.core.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import network.ian.core.runtime.FairPool;
import network.ian.core.runtime.WorkerPool;

/**
 * The threads that verify and evaluate. Goals whose evaluations may take seconds have threads and a queue of their own, so that
 * all other goals keep their pace whatever is sent to these. Thread-safe.
 *
 * @param workers of the other goals
 * @param agents of goals with long evaluations; their sources take turns
 */
public record EvaluationLanes(WorkerPool workers, FairPool agents) {

    /**
     * Hands a judgement over.
     *
     * @param source who sent what is judged
     * @return empty if there is no room now
     */
    Optional<CompletableFuture<Object>> submit(Goal goal, String source, Runnable judgement) {
        return goal.hasLongEvaluations()
                ? agents.submit(source, Executors.callable(judgement))
                : workers.submit(Executors.callable(judgement));
    }

    /** Whether half of what may wait for the goal's threads waits. */
    boolean crowded(Goal goal) {
        return goal.hasLongEvaluations()
                ? agents.queued() >= agents.mostOfOneSource()
                : workers.queued() > workers.queueCapacity() / 2;
    }

    /** Contributions to the goal from one source that may wait. */
    int room(Goal goal) {
        return goal.hasLongEvaluations() ? agents.mostOfOneSource() : workers.queueCapacity();
    }

    /** Finishes what was taken in, for {@code grace} at most. */
    void close(Duration grace) {
        Duration forAgents = grace.dividedBy(3);
        agents.close(forAgents);
        workers.close(grace.minus(forAgents));
    }
}
