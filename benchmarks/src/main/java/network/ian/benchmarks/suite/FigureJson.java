package network.ian.benchmarks.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures as one line of JSON: a list of {@code {name, value, unit, against, against_value, ratio, target, met}}. What is no
 * number is null; {@code met} is true where nothing is aimed at.
 */
final class FigureJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FigureJson() {}

    static String write(List<Figure> figures) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Figure figure : figures) {
            list.addObject()
                    .put("name", figure.name())
                    .put("value", number(figure.value()))
                    .put("unit", figure.unit())
                    .put("against", figure.against())
                    .put("against_value", number(figure.againstValue()))
                    .put("ratio", number(figure.ratio()))
                    .put("target", number(figure.target()))
                    .put("met", figure.met());
        }
        return list.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws JsonProcessingException for anything that is no JSON
     */
    static List<Figure> read(String line) throws JsonProcessingException {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode node : JSON.readTree(line)) {
            figures.add(new Figure(
                    node.required("name").textValue(),
                    number(node.required("value")),
                    node.required("unit").textValue(),
                    node.required("against").textValue(),
                    number(node.required("against_value")),
                    number(node.required("ratio")),
                    number(node.required("target"))));
        }
        return figures;
    }

    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }
}
