package network.ian.core.evaluation.trading;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.MalformedException;

/** Reads a policy from an agent pack's {@code parameters}. */
public final class PolicyReader {

    private static final String PATH = "parameters.";

    private final Map<String, PolicyValue> fields;

    private PolicyReader(Map<String, PolicyValue> fields) {
        this.fields = fields;
    }

    /**
     * Reads one policy.
     *
     * @throws MalformedException naming the field for bytes that are not the document of a policy family
     */
    public static Policy read(byte[] utf8) {
        PolicyReader reader = new PolicyReader(PolicyScanner.scan(utf8));
        Policy policy = reader.policy();
        reader.requireNoMore();
        return policy;
    }

    private Policy policy() {
        String name = take("policy") instanceof PolicyValue.Text text ? text.value() : "";
        return switch (name) {
            case LinearPolicy.NAME -> linear();
            case MovingAverageCrossover.NAME -> crossover();
            case VolatilityTarget.NAME -> volatilityTarget();
            default ->
                throw problem(
                        "policy",
                        "expected " + LinearPolicy.NAME + ", " + MovingAverageCrossover.NAME + " or "
                                + VolatilityTarget.NAME);
        };
    }

    private LinearPolicy linear() {
        Map<Feature, Double> weights = weights();
        double bias = optional("bias", 0.0, -Policy.MAX_NUMBER, Policy.MAX_NUMBER);
        double min = optional("min_position", -1.0, -1.0, 1.0);
        double max = optional("max_position", 1.0, -1.0, 1.0);
        if (min > max) {
            throw problem("min_position", "above max_position");
        }
        return new LinearPolicy(weights, bias, min, max);
    }

    private MovingAverageCrossover crossover() {
        int fast = days("fast", 1);
        int slow = days("slow", 2);
        if (fast >= slow) {
            throw problem("fast", "not below slow");
        }
        return new MovingAverageCrossover(
                fast, slow, optional("above", 1.0, -1.0, 1.0), optional("below", 0.0, -1.0, 1.0));
    }

    private VolatilityTarget volatilityTarget() {
        int lookBack = days("lookback", 2);
        return new VolatilityTarget(lookBack, number("target", 0.0, 10.0), optional("max_position", 1.0, 0.0, 1.0));
    }

    private Map<Feature, Double> weights() {
        if (!(take("weights") instanceof PolicyValue.Group group)) {
            throw problem("weights", "expected an object of numbers");
        }
        Map<Feature, Double> weights = new EnumMap<>(Feature.class);
        group.numbers().forEach((name, weight) -> {
            Optional<Feature> feature = Feature.parse(name);
            if (feature.isEmpty()) {
                throw problem("weights", "no feature is named " + name);
            }
            weights.put(feature.get(), weight);
        });
        return weights;
    }

    private int days(String name, int least) {
        double value = number(name, least, Market.MAX_LOOK_BACK);
        if (value != StrictMath.rint(value)) {
            throw problem(name, "expected a whole number of days");
        }
        return (int) value;
    }

    private double optional(String name, double byDefault, double least, double most) {
        return fields.containsKey(name) ? number(name, least, most) : byDefault;
    }

    private double number(String name, double least, double most) {
        if (!(take(name) instanceof PolicyValue.Decimal number)) {
            throw problem(name, "expected a number");
        }
        if (number.value() < least || number.value() > most) {
            throw problem(name, "outside its range");
        }
        return number.value();
    }

    private PolicyValue take(String name) {
        PolicyValue value = fields.remove(name);
        if (value == null) {
            throw problem(name, "missing");
        }
        return value;
    }

    private void requireNoMore() {
        if (!fields.isEmpty()) {
            throw problem(fields.keySet().iterator().next(), "unknown");
        }
    }

    private static MalformedException problem(String field, String problem) {
        return new MalformedException(PATH + field, problem);
    }
}
