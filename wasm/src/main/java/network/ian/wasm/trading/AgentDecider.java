package network.ian.wasm.trading;

import java.util.Optional;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.core.evaluation.trading.EpisodeDecider;
import network.ian.core.evaluation.trading.Market;
import network.ian.core.verdict.Reason;
import network.ian.wasm.sandbox.AgentStoppedException;

/** Asks an agent for its positions: a fresh instance for each episode, one call a day, warm-up first. One thread. */
final class AgentDecider implements EpisodeDecider {

    private final Supplier<DailyAgent> agents;
    private final Observation observation;
    private final Hash topic;
    private final int warmUpDays;
    private int scoredDay;

    /** @param agents makes one for each episode; it and the agent may throw {@link AgentStoppedException} */
    AgentDecider(Supplier<DailyAgent> agents, Market market, Hash topic, int warmUpDays) {
        this.agents = agents;
        this.observation = new Observation(market);
        this.topic = topic;
        this.warmUpDays = warmUpDays;
    }

    @Override
    public Optional<EvaluationResult> decide(int episode, int firstDay, double[] positions) {
        scoredDay = -warmUpDays;
        try {
            DailyAgent agent = agents.get();
            try {
                agent.init(EpisodeSeeds.seed(topic, episode));
                return walk(agent, firstDay, positions).map(problem -> failed(episode, problem));
            } finally {
                agent.ended();
            }
        } catch (AgentStoppedException e) {
            return Optional.of(stopped(e, place(episode) + e.getMessage()));
        }
    }

    /** Why the agent's answers end here; empty after the last day. */
    private Optional<String> walk(DailyAgent agent, int firstDay, double[] positions) {
        double held = 0.0;
        for (; scoredDay < positions.length; scoredDay++) {
            double position = agent.act(observation.of(firstDay + scoredDay, firstDay - warmUpDays, firstDay, held));
            if (!Double.isFinite(position)) {
                return Optional.of("the position is " + position + ", not a finite number");
            }
            if (scoredDay >= 0) {
                positions[scoredDay] = position;
                held = StrictMath.max(-1.0, StrictMath.min(1.0, position));
            }
        }
        return Optional.empty();
    }

    private EvaluationResult failed(int episode, String problem) {
        return new Failed(Reason.EVALUATION_ERROR, place(episode) + problem);
    }

    private static EvaluationResult stopped(AgentStoppedException stop, String detail) {
        return switch (stop.reason()) {
            case OUT_OF_FUEL -> new Failed(Reason.EVALUATION_TIMEOUT, detail);
            case STACK_EXHAUSTED, TRAP -> new Failed(Reason.EVALUATION_ERROR, detail);
            case INTERRUPTED, OUT_OF_HOST -> new Undecided(detail);
        };
    }

    private String place(int episode) {
        return "episode " + episode + ", day " + scoredDay + ": ";
    }
}
