package network.ian.core.evaluation.trading;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Metrics;

/** Prints how hard the demo goal is and how long an evaluation takes. Run by hand; docs/HARNESS-TRADING-V1.md quotes it. */
final class SearchReport {

    private static final List<String> SIMPLE = List.of(
            "{\"policy\":\"linear\",\"weights\":{}}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":1}",
            "{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200}",
            "{\"policy\":\"volatility_target\",\"lookback\":20,\"target\":0.15}",
            "{\"policy\":\"linear\",\"weights\":{\"range_position\":-0.5},\"bias\":0.5,\"min_position\":0}");
    private static final int POPULATION = 40;
    private static final int DRAWS = 5000;

    private record Scored(Policy policy, double score, Metrics metrics, boolean accepted) {

        /** Ranks what the goal accepts before what it refuses. */
        double fitness() {
            return accepted ? score : score - 1.0;
        }
    }

    private final GoalSpec goal = TradingGoals.demo();
    private final Evaluation evaluation = new TradingHarness().prepare(goal);

    public static void main(String[] args) {
        SearchReport report = new SearchReport();
        SIMPLE.forEach(text -> report.print(report.score(PolicyReader.read(text.getBytes(StandardCharsets.US_ASCII)))));
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(1));
        List<byte[]> random = new ArrayList<>();
        PolicySampler sampler = new PolicySampler(new SplitMix64(1));
        List<byte[]> sampled = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            random.add(PolicyWriter.write(mutation.random()));
            sampled.add(sampler.next());
        }
        report.accepted("random", random);
        report.accepted("sampled", sampled);
        for (int seed = 1; seed <= 5; seed++) {
            report.evolve(seed, 4000);
        }
        for (int round = 0; round < 5; round++) {
            report.time("random", random);
            report.time("sampled", sampled);
        }
    }

    private void accepted(String what, List<byte[]> packs) {
        long accepted = packs.stream()
                .filter(pack -> score(PolicyReader.read(pack)).accepted())
                .count();
        System.out.println(what + ": " + accepted + " of " + packs.size() + " accepted");
    }

    private void evolve(long seed, int evaluations) {
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(seed));
        Draws draws = new Draws(new SplitMix64(~seed));
        List<Scored> population = new ArrayList<>();
        for (int i = 0; i < evaluations; i++) {
            population.add(score(i < POPULATION ? mutation.random() : child(population, mutation, draws)));
            population.sort(Comparator.comparingDouble(Scored::fitness).reversed());
            if (population.size() > POPULATION) {
                population.remove(POPULATION);
            }
        }
        System.out.print("evolved: ");
        print(population.get(0));
    }

    private static Policy child(List<Scored> population, PolicyMutation mutation, Draws draws) {
        Policy parent = parent(population, draws);
        return mutation.mutate(draws.chance(0.3) ? mutation.crossover(parent, parent(population, draws)) : parent);
    }

    private static Policy parent(List<Scored> population, Draws draws) {
        int place = Math.min(draws.below(population.size()), draws.below(population.size()));
        return population.get(place).policy();
    }

    private Scored score(Policy policy) {
        byte[] pack = PolicyWriter.write(policy);
        if (evaluation.evaluate(TradingGoals.pack(pack), () -> false) instanceof Measured measured) {
            Metrics metrics = measured.metrics();
            boolean accepted = goal.thresholds().failedBy(metrics).isEmpty();
            return new Scored(policy, goal.ranking().score(metrics), metrics, accepted);
        }
        return new Scored(policy, -10.0, new Metrics(0, 0, 0, 0, 0, 0, 0), false);
    }

    private void time(String what, List<byte[]> packs) {
        long start = System.nanoTime();
        for (byte[] pack : packs) {
            evaluation.evaluate(TradingGoals.pack(pack), () -> false);
        }
        double micros = (System.nanoTime() - start) / 1e3 / packs.size();
        System.out.printf(Locale.ROOT, "%s: %.1f us per evaluation%n", what, micros);
    }

    private void print(Scored scored) {
        System.out.printf(
                Locale.ROOT,
                "%s score %.4f %s%n    %s%n",
                scored.accepted() ? "accepted" : "refused",
                scored.score(),
                new String(PolicyWriter.write(scored.policy()), StandardCharsets.US_ASCII),
                scored.metrics());
    }
}
