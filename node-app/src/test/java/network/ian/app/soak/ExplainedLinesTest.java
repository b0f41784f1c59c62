package network.ian.app.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplainedLinesTest {

    private static final Path RUNBOOK = Path.of(System.getProperty("ian.root", ".."), "runbook");

    @Test
    void everySectionThatIsNamedIsInTheRunbook() throws IOException {
        ExplainedLines lines = ExplainedLines.read();
        assertThat(lines.all()).isNotEmpty();
        for (ExplainedLines.Line line : lines.all()) {
            String[] where = line.section().split("#", 2);
            assertThat(anchors(RUNBOOK.resolve(where[0]))).as(line.toString()).contains(where[1]);
        }
    }

    @Test
    void whatIsLoudAndNotExplainedIsFound() throws IOException {
        String unknown = "{\"level\":\"WARN\",\"message\":\"Something new\"}";
        String error = "{\"level\":\"ERROR\",\"message\":\"Authentication failed\"}";
        ExplainedLines.Findings findings = ExplainedLines.read()
                .in(List.of(
                        "{\"level\":\"INFO\",\"message\":\"Something new\"}",
                        "{\"level\":\"WARN\",\"message\":\"Authentication failed\"}",
                        unknown,
                        error));
        assertThat(findings.unexplained()).containsExactly(unknown, error);
        assertThat(findings.explained()).hasSize(1).containsValue(1);
    }

    @Test
    void whatIsNoJsonObjectIsFound() throws IOException {
        List<String> strange = List.of(
                "Exception in thread \"peers\" java.lang.OutOfMemoryError: {Java heap space}",
                "\tat network.ian.core.node.Node.run(Node.java:1)",
                "",
                "[0.1s][warning][cds] The archive does not fit",
                "{\"level\":\"INFO\",\"message\":\"cut",
                "{\"level\":\"INFO\"}{\"level\":\"ERROR\"}",
                "7");
        assertThat(ExplainedLines.read().in(strange).unexplained()).isEqualTo(strange);
    }

    @Test
    void onlyWhatAKillCutOffIsLeftOut() {
        String whole = "{\"level\":\"INFO\"}\nTerminating due to java.lang.OutOfMemoryError\n";
        assertThat(Fleet.lines(whole, true))
                .isEqualTo(Fleet.lines(whole, false))
                .hasSize(2);
        assertThat(Fleet.lines(whole + "{\"lev", true)).hasSize(2);
        assertThat(Fleet.lines(whole + "{\"lev", false)).hasSize(3).endsWith("{\"lev");
        assertThat(Fleet.lines("", true)).isEmpty();
    }

    /** Headings, as a link to them is written. */
    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
