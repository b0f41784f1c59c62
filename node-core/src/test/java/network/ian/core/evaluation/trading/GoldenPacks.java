package network.ian.core.evaluation.trading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.goal.GoalSpec;

/**
 * The packs whose metric bits are {@code trading-v1}. {@link #main} rewrites the file; who must do that to make the build
 * pass has changed the harness and needs a new harness id.
 */
final class GoldenPacks {

    static final int COUNT = 1000;

    /** Goals of different windows, costs and sizes; a line of the file names one by its index here. */
    static final List<GoalSpec> GOALS = List.of(
            TradingGoals.named("golden 0", 32, 200, "2"),
            TradingGoals.named("golden 1", 16, 252, "0"),
            TradingGoals.named("golden 2", 5, 900, "12.5"),
            TradingGoals.named("golden 3", 100, 1, "1000"));

    private static final List<String> EDGES = List.of(
            "{\"policy\":\"linear\",\"weights\":{}}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":1}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":-1}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":-0.0}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":1e-9}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":1e-320}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":1000000}",
            "{\"policy\":\"linear\",\"weights\":{},\"bias\":1,\"min_position\":0.25,\"max_position\":0.25}",
            "{\"policy\":\"linear\",\"weights\":{\"return_1\":1000000,\"range_position\":-1e6}}",
            "{\"policy\":\"linear\",\"weights\":{\"return_1\":1e-300}}",
            " {\n\t\"bias\" : 5E-1 , \"weights\" : { \"zscore_20\" : -2.50 } , \"policy\" : \"linear\" }\r\n",
            "{\"policy\":\"ma_crossover\",\"fast\":1,\"slow\":2}",
            "{\"policy\":\"ma_crossover\",\"fast\":299,\"slow\":300,\"above\":1,\"below\":-1}",
            "{\"policy\":\"ma_crossover\",\"fast\":1,\"slow\":300,\"above\":-1,\"below\":1}",
            "{\"policy\":\"ma_crossover\",\"fast\":2e1,\"slow\":60.0,\"above\":0,\"below\":0}",
            "{\"policy\":\"volatility_target\",\"lookback\":2,\"target\":0}",
            "{\"policy\":\"volatility_target\",\"lookback\":2,\"target\":10}",
            "{\"policy\":\"volatility_target\",\"lookback\":300,\"target\":0.1,\"max_position\":0}",
            "{\"policy\":\"volatility_target\",\"lookback\":300,\"target\":1e-9}",
            "{\"policy\":\"volatility_target\",\"lookback\":20,\"target\":0.15,\"max_position\":0.5}");

    private GoldenPacks() {}

    /** Writes the file named by the only argument. */
    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> packs = draw();
        List<Evaluation> evaluations = evaluations();
        for (int i = 0; i < COUNT; i++) {
            int goal = i % GOALS.size();
            lines.add(goal + "\t" + escape(packs.get(i)) + "\t" + bits(evaluations.get(goal), packs.get(i)));
        }
        Files.write(Path.of(args[0]), lines, StandardCharsets.US_ASCII);
    }

    static List<Evaluation> evaluations() {
        TradingHarness harness = new TradingHarness();
        return GOALS.stream().map(harness::prepare).toList();
    }

    /** The encoded metrics in hex, or the failure in words. */
    static String bits(Evaluation evaluation, String pack) {
        EvaluationResult result = evaluation.evaluate(TradingGoals.pack(pack), () -> false);
        return result instanceof EvaluationResult.Measured measured
                ? HexFormat.of().formatHex(measured.metrics().encode())
                : result.toString();
    }

    static String unescape(String text) {
        return text.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r");
    }

    private static String escape(String pack) {
        return pack.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static List<String> draw() {
        SplitMix64 source = new SplitMix64(20000103);
        PolicyMutation mutation = new PolicyMutation(source);
        PolicySampler sampler = new PolicySampler(source);
        Draws draws = new Draws(source);
        List<String> packs = new ArrayList<>();
        for (String edge : EDGES) {
            GOALS.forEach(goal -> packs.add(edge));
        }
        Policy walker = mutation.random();
        while (packs.size() < COUNT) {
            walker = draws.chance(0.1) ? mutation.random() : mutation.mutate(walker);
            packs.add(text(PolicyWriter.write(mutation.random())));
            packs.add(text(PolicyWriter.write(mutation.crossover(walker, mutation.random()))));
            packs.add(text(sampler.next()));
            packs.add(wild(draws));
        }
        return packs;
    }

    /** A linear policy of numbers in every notation and of every size. */
    private static String wild(Draws draws) {
        StringJoiner weights = new StringJoiner(",", "{", "}");
        for (Feature feature : Feature.values()) {
            if (draws.chance(0.4)) {
                weights.add("\"" + feature.text() + "\":" + number(draws));
            }
        }
        return "{\"policy\":\"linear\",\"weights\":" + weights + ",\"bias\":" + number(draws) + "}";
    }

    private static String number(Draws draws) {
        String sign = draws.chance(0.5) ? "-" : "";
        return sign
                + switch (draws.below(4)) {
                    case 0 -> Integer.toString(draws.below(1_000_001));
                    case 1 -> draws.below(10) + "." + (1 + draws.below(1_000_000_000));
                    case 2 -> draws.below(10) + "e-" + draws.below(330);
                    default -> draws.below(10) + "." + draws.below(100) + "E+" + draws.below(5);
                };
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
