package network.ian.app.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Contributions as people with names would make them, to the demo goal. */
final class Agents {

    /** Text that a page which took it for markup would obey. */
    static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\">";

    static final String BEST =
            "{\"policy\":\"linear\",\"weights\":{\"range_position\":-0.5},\"bias\":0.5,\"min_position\":0}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of(
            "ann",
            "bée",
            "carol",
            "Ω-desk",
            "mako",
            "ridgeline",
            "delta-nine",
            "north.star",
            "quietly",
            "tessellate",
            "Юлия",
            "orbit",
            "fern",
            "kestrel",
            "slow-hands",
            "harbour");
    private static final List<String> FEATURES = List.of(
            "return_1",
            "momentum_5",
            "momentum_20",
            "momentum_60",
            "momentum_120",
            "trend_200",
            "zscore_20",
            "volatility_ratio",
            "drawdown_250");

    private final Random random;
    private int made;

    Agents(long seed) {
        random = new Random(seed);
    }

    /** Somebody's agent, mostly good enough, more alike the closer {@code care} is to 1. */
    byte[] next(double care) {
        String parameters = random.nextInt(25) == 0 ? "{\"policy\":\"guess\"}" : policy(care);
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("name", "range reversion " + ++made).put("comment", "searched by hand");
        return contribution(NAMES.get(random.nextInt(NAMES.size())), parameters, metadata);
    }

    /** A rule near a known good one, nearer the closer {@code care} is to 1; the farther, the more may be better or worse. */
    String policy(double care) {
        StringBuilder weights = new StringBuilder("\"range_position\":").append(number(-0.5 + noise(care)));
        for (int i = random.nextInt(3); i > 0; i--) {
            String feature = FEATURES.get(random.nextInt(FEATURES.size()));
            if (weights.indexOf(feature) < 0) {
                weights.append(",\"").append(feature).append("\":").append(number(noise(care) + 0.01));
            }
        }
        return "{\"policy\":\"linear\",\"weights\":{" + weights + "},\"bias\":" + number(0.5 + noise(care))
                + ",\"min_position\":0}";
    }

    /** A contribution to the demo goal, unsigned. */
    static byte[] contribution(String contributor, String parameters, ObjectNode metadata) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("goal_id", Api.GOAL).put("contributor_id", contributor).put("seed", 0);
        request.putObject("proofs");
        ObjectNode pack = request.putObject("agent_pack").put("version", "1");
        pack.put("parameters", Base64.getEncoder().encodeToString(parameters.getBytes(StandardCharsets.UTF_8)));
        pack.set("metadata", metadata);
        try {
            return JSON.writeValueAsBytes(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double noise(double care) {
        return random.nextGaussian() * 0.35 * (1.02 - care);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
