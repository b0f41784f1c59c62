package network.ian.core.evaluation.trading;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Metrics;
import network.ian.core.goal.GoalSpec;

/** Prints how hard the demo goal is: random policies, simple ones, and a short evolution. Run by hand. */
final class SearchReport {

    private static final List<String> SIMPLE = List.of(
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":1}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":0}",
            "{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200}",
            "{\"policy\":\"ma_crossover\",\"fast\":20,\"slow\":100}",
            "{\"policy\":\"ma_crossover\",\"fast\":1,\"slow\":200}",
            "{\"policy\":\"ma_crossover\",\"fast\":1,\"slow\":5,\"above\":0,\"below\":1}",
            "{\"policy\":\"ma_crossover\",\"fast\":1,\"slow\":5,\"above\":0.3,\"below\":1}",
            "{\"policy\":\"volatility_target\",\"lookback\":20,\"target\":0.15}",
            "{\"policy\":\"volatility_target\",\"lookback\":20,\"target\":0.3}",
            "{\"policy\":\"linear\",\"weights\":{\"range_position\":-0.5},\"bias\":0.5,\"min_position\":0}",
            "{\"policy\":\"linear\",\"weights\":{\"zscore_20\":-0.3},\"bias\":0.5,\"min_position\":0}",
            "{\"policy\":\"linear\",\"weights\":{\"return_1\":-0.5},\"bias\":0.5,\"min_position\":0}",
            "{\"policy\":\"linear\",\"weights\":{\"momentum_5\":-0.3,\"momentum_250\":0.3},\"bias\":0.5,\"min_position\":0}",
            "{\"policy\":\"linear\",\"weights\":{\"momentum_250\":0.5},\"bias\":0.5,\"min_position\":0}");

    private final GoalSpec goal;
    private final Evaluation evaluation;

    private SearchReport(GoalSpec goal) {
        this.goal = goal;
        this.evaluation = new TradingHarness().prepare(goal);
    }

    private record Scored(Policy policy, double score, Metrics metrics) {}

    public static void main(String[] args) {
        SearchReport report = new SearchReport(TradingGoals.demo());
        for (String text : SIMPLE) {
            Scored scored = report.score(PolicyReader.read(text.getBytes(StandardCharsets.US_ASCII)));
            report.print(scored);
        }
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(1));
        int accepted = 0;
        for (int i = 0; i < 5000; i++) {
            Scored scored = report.score(mutation.random());
            accepted += report.passes(scored) ? 1 : 0;
        }
        System.out.println("random accepted of 5000: " + accepted);
        for (int seed = 1; seed <= 5; seed++) {
            report.evolve(seed, args.length > 0 ? Integer.parseInt(args[0]) : 2000);
        }
    }

    private void evolve(long seed, int evaluations) {
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(seed));
        Draws draws = new Draws(new SplitMix64(~seed));
        List<Scored> population = new ArrayList<>();
        for (int i = 0; i < evaluations; i++) {
            Policy child = i < 40
                    ? mutation.random()
                    : draws.chance(0.3)
                            ? mutation.mutate(mutation.crossover(parent(population, draws), parent(population, draws)))
                            : mutation.mutate(parent(population, draws));
            Scored scored = score(child);
            population.add(scored);
            if (population.size() > 40) {
                population.sort(Comparator.comparingDouble(Scored::score).reversed());
                population.remove(population.size() - 1);
            }
        }
        print(population.get(0));
    }

    private static Policy parent(List<Scored> population, Draws draws) {
        return population
                .get(Math.min(draws.below(population.size()), draws.below(population.size())))
                .policy();
    }

    private boolean passes(Scored scored) {
        return scored.metrics() != null
                && goal.thresholds().failedBy(scored.metrics()).isEmpty();
    }

    private Scored score(Policy policy) {
        EvaluationResult result = evaluation.evaluate(TradingGoals.pack(PolicyWriter.write(policy)), () -> false);
        if (result instanceof EvaluationResult.Measured measured) {
            Scored scored = new Scored(policy, goal.ranking().score(measured.metrics()), measured.metrics());
            return passes(scored) ? scored : new Scored(policy, scored.score() - 1, scored.metrics());
        }
        return new Scored(policy, -10, null);
    }

    private void print(Scored s) {
        System.out.printf(
                "%b %.4f %s%n   %s%n",
                passes(s),
                s.score(),
                new String(PolicyWriter.write(s.policy()), StandardCharsets.US_ASCII),
                s.metrics());
    }
}
