package network.ian.app.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import network.ian.app.endtoend.Json;

/**
 * The lines of level WARN and ERROR that the runbook explains, each by a page and a section. A node prints one JSON object a
 * line; nothing explains a line that is none, such as a stack trace or a warning of the JVM.
 */
final class ExplainedLines {

    private static final String RESOURCE = "explained-lines.txt";
    private static final Set<String> LOUD = Set.of("WARN", "ERROR");

    private final List<Line> lines;

    /**
     * A line that may be.
     *
     * @param level WARN or ERROR
     * @param section of the runbook, as {@code page.md#anchor}
     * @param message what the whole message has to match
     */
    record Line(String level, String section, Pattern message) {}

    private ExplainedLines(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Level, section and pattern in columns, apart by spaces; {@code #} begins a remark. */
    static ExplainedLines read() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (InputStream in = ExplainedLines.class.getResourceAsStream(RESOURCE)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split(" +", 3);
                    lines.add(new Line(columns[0], columns[1], Pattern.compile(columns[2])));
                }
            }
        }
        return new ExplainedLines(lines);
    }

    List<Line> all() {
        return lines;
    }

    /** What nodes said at these levels, or not as a log line, that nothing explains; and how often they said what something does. */
    Findings in(List<String> printed) {
        List<String> unexplained = new ArrayList<>();
        Map<String, Integer> explained = new TreeMap<>();
        for (String text : printed) {
            JsonNode line = parsed(text);
            if (!line.isObject()) {
                unexplained.add(text);
            } else if (LOUD.contains(line.path("level").asText())) {
                Optional<Line> found = explaining(line);
                found.ifPresent(
                        one -> explained.merge(one.level + " " + one.section + " " + one.message, 1, Integer::sum));
                if (found.isEmpty()) {
                    unexplained.add(text);
                }
            }
        }
        return new Findings(unexplained, explained);
    }

    /** @param explained pattern and how often */
    record Findings(List<String> unexplained, Map<String, Integer> explained) {}

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (RuntimeException | AssertionError e) {
            return MissingNode.getInstance();
        }
    }

    private Optional<Line> explaining(JsonNode line) {
        String level = line.path("level").asText();
        String message = line.path("message").asText();
        return lines.stream()
                .filter(one ->
                        one.level.equals(level) && one.message.matcher(message).matches())
                .findFirst();
    }
}
