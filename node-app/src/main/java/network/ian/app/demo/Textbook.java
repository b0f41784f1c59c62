package network.ian.app.demo;

import java.util.List;
import java.util.Map;
import network.ian.core.evaluation.trading.Feature;
import network.ian.core.evaluation.trading.LinearPolicy;
import network.ian.core.evaluation.trading.MovingAverageCrossover;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.VolatilityTarget;

/** Well-known strategies that the agents set out from. The demo goal accepts the first, and not all of the others. */
final class Textbook {

    private static final List<Policy> POLICIES = List.of(
            new MovingAverageCrossover(50, 200, 1.0, 0.0),
            new VolatilityTarget(20, 0.15, 1.0),
            new LinearPolicy(Map.of(Feature.ZSCORE_20, -0.3), 0.5, 0.0, 1.0),
            new MovingAverageCrossover(20, 100, 1.0, 0.0),
            new LinearPolicy(Map.of(Feature.MOMENTUM_250, 0.5), 0.5, 0.0, 1.0),
            new MovingAverageCrossover(1, 200, 1.0, 0.0));

    private Textbook() {}

    /** One for each agent; they repeat after six. */
    static Policy policy(int agent) {
        return POLICIES.get(agent % POLICIES.size());
    }
}
