package network.ian.core.evaluation.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import network.ian.core.codec.MalformedException;

/**
 * The harness's settings in a goal spec.
 *
 * @param episodes windows of one evaluation, 1 to 1,000
 * @param stepsPerEpisode days traded in each, 1 to 5,000
 * @param cost paid per unit of turnover, as a fraction: 0 to 0.1
 */
public record TradingParameters(int episodes, int stepsPerEpisode, double cost) {

    private static final String PATH = "harness.parameters";
    private static final String EPISODES = "episodes";
    private static final String STEPS = "steps_per_episode";
    private static final String COST = "cost_basis_points";
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,3})(\\.[0-9]{1,6})?");
    private static final double MAX_BASIS_POINTS = 1000.0;
    private static final double BASIS_POINTS = 10_000.0;

    /**
     * Reads the settings; all are required.
     *
     * @throws MalformedException naming the parameter that is missing, unknown or out of its range
     */
    public static TradingParameters parse(ObjectNode parameters) {
        Set<String> unknown = new TreeSet<>();
        parameters.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(EPISODES, STEPS, COST));
        if (!unknown.isEmpty()) {
            throw new MalformedException(PATH, "unknown " + String.join(", ", unknown));
        }
        return new TradingParameters(
                integer(parameters, EPISODES, 1, 1000), integer(parameters, STEPS, 1, 5000), cost(parameters));
    }

    /** Steps of an evaluation whose policy looks back {@code lookBack} days. */
    public long steps(int lookBack) {
        return (long) episodes * (stepsPerEpisode + lookBack);
    }

    /**
     * Reads one whole number, {@code least} to {@code most}.
     *
     * @throws MalformedException naming it, if it is missing or not such a number
     */
    public static int integer(ObjectNode parameters, String name, int least, int most) {
        JsonNode value = required(parameters, name);
        boolean whole = value.isIntegralNumber() && value.canConvertToInt();
        if (!whole || value.intValue() < least || value.intValue() > most) {
            throw new MalformedException(PATH + "." + name, "expected an integer from " + least + " to " + most);
        }
        return value.intValue();
    }

    private static double cost(ObjectNode parameters) {
        JsonNode value = required(parameters, COST);
        boolean written = value.isIntegralNumber() || value.isTextual();
        if (!written || !DECIMAL.matcher(value.asText()).matches()) {
            throw new MalformedException(PATH + "." + COST, "expected an integer or a decimal string such as \"1.5\"");
        }
        double basisPoints = Double.parseDouble(value.asText());
        if (basisPoints > MAX_BASIS_POINTS) {
            throw new MalformedException(PATH + "." + COST, "more than 1000 basis points");
        }
        return basisPoints / BASIS_POINTS;
    }

    private static JsonNode required(ObjectNode parameters, String name) {
        JsonNode value = parameters.get(name);
        if (value == null) {
            throw new MalformedException(PATH + "." + name, "missing");
        }
        return value;
    }
}
