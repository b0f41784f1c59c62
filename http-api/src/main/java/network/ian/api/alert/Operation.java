package network.ian.api.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Two sides with an operator between: arithmetic; a comparison, which keeps the left side's samples for which it holds; {@code
 * and}, {@code unless}. Series meet where all labels are the same.
 */
record Operation(Expression left, String operator, Expression right) implements Expression {

    @Override
    public boolean isScalar() {
        return left.isScalar() && right.isScalar();
    }

    @Override
    public void reach(Map<String, Long> farthest) {
        left.reach(farthest);
        right.reach(farthest);
    }

    @Override
    public List<Sample> evaluate(Moment moment) {
        List<Sample> ours = left.evaluate(moment);
        List<Sample> theirs = right.evaluate(moment);
        return switch (operator) {
            case "and" -> among(ours, labels(theirs), true);
            case "unless" -> among(ours, labels(theirs), false);
            default -> calculate(ours, theirs);
        };
    }

    private static Set<Labels> labels(List<Sample> samples) {
        Set<Labels> all = new HashSet<>();
        samples.forEach(sample -> all.add(sample.labels()));
        return all;
    }

    private static List<Sample> among(List<Sample> samples, Set<Labels> labels, boolean wanted) {
        return samples.stream()
                .filter(sample -> labels.contains(sample.labels()) == wanted)
                .toList();
    }

    private List<Sample> calculate(List<Sample> ours, List<Sample> theirs) {
        List<Sample> results = new ArrayList<>();
        if (right.isScalar()) {
            double value = theirs.get(0).value();
            ours.forEach(sample -> result(sample, value, sample).ifPresent(results::add));
        } else if (left.isScalar()) {
            double value = ours.get(0).value();
            theirs.forEach(sample -> result(new Sample(sample.labels(), value), sample.value(), sample)
                    .ifPresent(results::add));
        } else {
            Map<Labels, Double> others = new HashMap<>();
            theirs.forEach(sample -> others.put(sample.labels(), sample.value()));
            ours.stream()
                    .filter(sample -> others.containsKey(sample.labels()))
                    .forEach(sample ->
                            result(sample, others.get(sample.labels()), sample).ifPresent(results::add));
        }
        return results;
    }

    /** @param kept what a comparison that holds leaves */
    private Optional<Sample> result(Sample ours, double theirs, Sample kept) {
        OptionalDouble calculated = arithmetic(ours.value(), theirs);
        if (calculated.isPresent()) {
            return Optional.of(new Sample(ours.labels(), calculated.getAsDouble()));
        }
        return holds(ours.value(), theirs) ? Optional.of(kept) : Optional.empty();
    }

    private OptionalDouble arithmetic(double a, double b) {
        return switch (operator) {
            case "+" -> OptionalDouble.of(a + b);
            case "-" -> OptionalDouble.of(a - b);
            case "*" -> OptionalDouble.of(a * b);
            case "/" -> OptionalDouble.of(a / b);
            default -> OptionalDouble.empty();
        };
    }

    private boolean holds(double a, double b) {
        return switch (operator) {
            case "==" -> a == b;
            case "!=" -> a != b;
            case ">" -> a > b;
            case "<" -> a < b;
            case ">=" -> a >= b;
            case "<=" -> a <= b;
            default -> throw new IllegalStateException("no operator: " + operator);
        };
    }
}
