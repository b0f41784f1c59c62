package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples in the documents, run as they are written; only the port is another one. */
class DocumentationIT {

    private static final Path ROOT = Path.of(System.getProperty("ian.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern ADDRESS = Pattern.compile("http://(localhost|127\\.0\\.0\\.1):8000");

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void theReadMesCurlExamplesWork() throws Exception {
        NodeProcess node = machine.node().start();

        List<String> examples = curlExamples("README.md");

        assertThat(examples).hasSize(3);
        assertThat(bash(examples.get(0), node)).contains("\"accepted\":true");
        assertThat(bash(examples.get(1), node))
                .contains("\"contributor_id\":\"ann\"")
                .contains("\"siblings\":[]")
                .contains("\"log_size\":1")
                .contains("\"openapi\":\"3.1")
                .doesNotContain("\"success\":false");
        assertThat(bash(examples.get(2), node))
                .startsWith("OK")
                .contains("\"ready\":true")
                .contains("ian_log_size");
    }

    @Test
    void theHarnessDocumentsCurlExamplesWork() throws Exception {
        NodeProcess node = machine.node().start();

        List<String> examples = curlExamples("docs/HARNESS-TRADING-V1.md");

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThat(bash(example, node)).contains("\"accepted\":true");
        }
    }

    @Test
    void theFormatsDocumentsPythonSignsAContribution() throws Exception {
        Finished cryptography =
                machine.run(new ProcessBuilder("bash", "-c", "python3 -c 'import cryptography'"), "python3");
        if (cryptography.exitCode() != 0) {
            abort("the example needs python3 with the package cryptography: " + cryptography.err());
        }
        NodeProcess node = machine.node().start();

        List<String> examples = blocks("docs/FORMATS.md", "python");

        assertThat(examples).hasSize(1);
        Path script = Files.writeString(machine.path("example.py"), on(node, examples.get(0)));
        String out = machine.run(new ProcessBuilder("python3", script.toString()), "python3")
                .withExitCode(0)
                .out();
        assertThat(out).contains("'accepted': True").contains("'sponsored': False");
    }

    private static List<String> curlExamples(String document) throws IOException {
        return blocks(document, "bash|sh").stream()
                .filter(block -> block.contains("curl "))
                .toList();
    }

    private static List<String> blocks(String document, String languages) throws IOException {
        List<MatchResult> found = BLOCK.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .filter(block -> block.group(1).matches(languages))
                .toList();
        return found.stream().map(block -> block.group(2)).toList();
    }

    private static String on(NodeProcess node, String example) {
        assertThat(ADDRESS.matcher(example).find()).as(example).isTrue();
        return ADDRESS.matcher(example).replaceAll(node.api().address().toString());
    }

    /** What the example prints; an HTTP error is one here, though curl would not say so. */
    private String bash(String example, NodeProcess node) throws IOException {
        Files.writeString(machine.path(".curlrc"), "fail-with-body\nmax-time = 30\n");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", on(node, example));
        bash.environment().put("CURL_HOME", machine.path(".").toString());
        return machine.run(bash, "bash").withExitCode(0).out();
    }
}
