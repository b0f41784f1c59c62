package network.ian.core.evaluation.trading;

import java.util.Optional;
import network.ian.core.evaluation.EvaluationResult;

/** Decides the positions of one evaluation, episode after episode. One thread. */
@FunctionalInterface
public interface EpisodeDecider {

    /**
     * Decides a position for each of {@code positions.length} days from {@code firstDay}, element {@code i} from the days up
     * to {@code firstDay + i} alone. What is beyond +-1 is clamped afterwards.
     *
     * @param episode from 0, ascending
     * @return why the evaluation ends here; empty if all positions are decided
     */
    Optional<EvaluationResult> decide(int episode, int firstDay, double[] positions);
}
