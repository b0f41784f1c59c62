package network.ian.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.ian.core.evaluation.trading.LinearPolicy;
import network.ian.core.evaluation.trading.MovingAverageCrossover;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.VolatilityTarget;

/** Policies in words. A position of 1 holds the index, -1 is short of it. */
final class PolicyText {

    private PolicyText() {}

    /** A few words for a table. */
    static String brief(Policy policy) {
        if (policy instanceof MovingAverageCrossover crossover) {
            return "averages of " + crossover.fast() + " and " + crossover.slow() + " days";
        }
        if (policy instanceof VolatilityTarget target) {
            return "volatility target " + percent(target.target()) + " over " + target.lookBackDays() + " days";
        }
        LinearPolicy linear = (LinearPolicy) policy;
        String heaviest = linear.weights().entrySet().stream()
                .sorted((a, b) -> Double.compare(Math.abs(b.getValue()), Math.abs(a.getValue())))
                .limit(2)
                .map(weight -> sign(weight.getValue()) + weight.getKey().text())
                .reduce((a, b) -> a + " " + b)
                .orElse("constant");
        int more = linear.weights().size() - 2;
        return heaviest + (more > 0 ? " & " + more + " more" : "");
    }

    /** What it does, one line for each part. */
    static List<String> full(Policy policy) {
        if (policy instanceof MovingAverageCrossover crossover) {
            return List.of("position " + number(crossover.above()) + " while the average of " + crossover.fast()
                    + " days is above that of " + crossover.slow() + " days, else " + number(crossover.below()));
        }
        if (policy instanceof VolatilityTarget target) {
            return List.of("position = " + percent(target.target()) + " / volatility of " + target.lookBackDays()
                    + " days, at most " + number(target.maxPosition()));
        }
        LinearPolicy linear = (LinearPolicy) policy;
        List<String> lines = new ArrayList<>();
        lines.add("position = %8s".formatted(number(linear.bias())));
        linear.weights()
                .forEach((feature, weight) -> lines.add("         %s %8s x %s"
                        .formatted(weight < 0 ? "-" : "+", number(Math.abs(weight)), feature.text())));
        lines.add("           kept within " + number(linear.minPosition()) + " to " + number(linear.maxPosition()));
        return lines;
    }

    private static String sign(double weight) {
        return weight < 0 ? "-" : "+";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * value);
    }
}
