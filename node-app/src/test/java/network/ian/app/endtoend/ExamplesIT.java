package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.ian.client.IanClient;
import network.ian.client.contribution.Contributor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code examples/} has, run as a user would, against one node. */
class ExamplesIT {

    private static final Path ROOT = Path.of(System.getProperty("ian.root", ".."));
    private static final Path AGENTS = ROOT.resolve("examples/agents");
    private static final Path LIBRARIES =
            Path.of(System.getProperty("ian.jar", "target/ian.jar")).resolveSibling("lib");
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final String ADDRESS = "http://localhost:8000";
    private static final String POLICY = "{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200}";

    @RegisterExtension
    final Machine machine = new Machine();

    /** Against one node; what needs a program that is not there is skipped alone, and says which. */
    @TestFactory
    Stream<DynamicTest> everyExampleDoesWhatItSays() throws IOException {
        NodeProcess node = machine.node().start();
        List<String> ranked = new ArrayList<>();
        return Stream.of(
                dynamicTest("java", () -> java(node)),
                dynamicTest("curl", () -> curl(node)),
                dynamicTest("python", () -> python(node)),
                dynamicTest("goal", () -> goal(node)),
                dynamicTest("agent in wat", () -> wat(node, ranked)),
                dynamicTest("agent in c", () -> c(node, ranked)),
                dynamicTest("agent in assemblyscript", () -> assemblyScript(node, ranked)),
                dynamicTest("agent in rust", () -> rust(node, ranked)),
                dynamicTest("leaderboard", () -> leaderboard(node, ranked)));
    }

    @Test
    void theExampleAgentsAreWhatTheirSourcesMake() throws Exception {
        new NodeJs(machine).install(AGENTS);
        requireProgram("wat2wasm");
        Finished check = machine.run(new ProcessBuilder(AGENTS.resolve("build").toString(), "--check"), "build --check")
                .withExitCode(0);
        assertThat(check.out().lines().filter(line -> line.endsWith("as its source makes it")))
                .hasSize(3);
    }

    @Test
    void theExampleThatThePagesShowIsTheOneThatRuns() throws IOException {
        List<String> program = lines(Files.readString(ROOT.resolve("examples/client/Example.java")));
        for (String page : new String[] {"README.md", "client/README.md"}) {
            for (String shown : blocks(page)) {
                assertThat(program).as(page).containsSequence(lines(shown));
            }
        }
        assertThat(blocks("client/README.md")).hasSize(1);
    }

    private void java(NodeProcess node) throws Exception {
        Path program = machine.path("Example.java");
        String text = Files.readString(ROOT.resolve("examples/client/Example.java"));
        assertThat(text).contains(ADDRESS);
        Files.writeString(program, text.replace(ADDRESS, node.api().address().toString()));
        machine.ian("keygen", "-o", machine.path("me.json").toString()).withExitCode(0);
        Path out = machine.path("example.txt");
        Process running = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        LIBRARIES.toAbsolutePath() + "/*",
                        program.toString())
                .directory(program.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try (IanClient client = IanClient.to(node.api().address().toString()).build()) {
            // It follows from some moment on, so it is told of something new until it has heard of it.
            int[] number = {0};
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        assertThat(running.isAlive()).as(Files.readString(out)).isTrue();
                        client.contribute(
                                Contributor.unsigned(Api.GOAL, "other-" + number[0]++, Contributor.pack(POLICY)));
                        return Files.readString(out).contains("ContributionAdded[");
                    });
        } finally {
            running.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(out))
                .contains("accepted: true, score OptionalDouble[", "proved to be in the log: true");
    }

    private void curl(NodeProcess node) throws IOException {
        requireTools("curl", "jq", "xxd", "sha256sum");
        Finished tour = machine.run(example("curl/tour.sh", node), "curl tour").withExitCode(0);
        assertThat(tour.out())
                .contains("contribution ", "verified: it leads to the log root ", "contribution_added at index ")
                .doesNotContain("NOT VERIFIED");
    }

    private void python(NodeProcess node) throws IOException {
        requireTools("python3");
        Finished tour =
                machine.run(example("python/tour.py", node), "python tour").withExitCode(0);
        assertThat(tour.out())
                .containsPattern("(?m)^accepted$")
                .containsPattern("(?m)^signed: (accepted|not tried, there is no package 'cryptography')$")
                .contains("verified: it leads to the log root ", "contribution_added at index ");
    }

    private void goal(NodeProcess node) throws IOException {
        String goal = ROOT.resolve("examples/goals/DEMO_WASM_AGENT.json").toString();
        machine.ian("goal", "add", goal, "--data-dir", data(node)).withExitCode(0);
    }

    private void wat(NodeProcess node, List<String> ranked) throws IOException {
        requireTools("make");
        Path compiler = requireProgram("wat2wasm");
        rank(node, ranked, "wat", project("wat"), "PATH=" + compiler.getParent() + ":$PATH make");
    }

    private void c(NodeProcess node, List<String> ranked) throws IOException {
        requireTools("make", "clang", "wasm-ld");
        rank(node, ranked, "c", project("c"), "make");
    }

    private void assemblyScript(NodeProcess node, List<String> ranked) throws IOException {
        new NodeJs(machine).install(AGENTS);
        Path project = project("assemblyscript");
        Files.createSymbolicLink(
                project.resolve("node_modules"), AGENTS.resolve("node_modules").toAbsolutePath());
        rank(node, ranked, "assemblyscript", project, "npm run build");
    }

    private void rust(NodeProcess node, List<String> ranked) throws IOException {
        requireTools("make", "cargo", "rustc");
        Finished libraries = machine.run(
                new ProcessBuilder("rustc", "--target", "wasm32-unknown-unknown", "--print", "target-libdir"), "rustc");
        Assumptions.assumeTrue(
                libraries.exitCode() == 0
                        && Files.isDirectory(Path.of(libraries.out().strip())),
                "rustc is here without its target wasm32-unknown-unknown");
        rank(node, ranked, "rust", project("rust"), "make");
    }

    private Path project(String language) throws IOException {
        Path project = machine.path("agent-" + language);
        machine.ian("agent", "new", "--lang", language, "tried", project.toString())
                .withExitCode(0);
        return project;
    }

    /** From a project to a rank. */
    private void rank(NodeProcess node, List<String> ranked, String language, Path project, String build)
            throws IOException {
        machine.run(new ProcessBuilder("sh", "-c", build).directory(project.toFile()), build)
                .withExitCode(0);
        String module = project.resolve("agent.wasm").toString();
        machine.ian("agent", "test", module, "--engine", "both", "--runs", "1").withExitCode(0);
        Finished contributed = machine.ian("contribute", module, "--contributor", language, "--data-dir", data(node))
                .withExitCode(0);
        assertThat(contributed.out()).startsWith("accepted at index " + ranked.size());
        ranked.add(language);
    }

    private void leaderboard(NodeProcess node, List<String> ranked) throws IOException {
        Finished board = machine.ian("leaderboard", "DEMO_WASM_AGENT", "--data-dir", data(node))
                .withExitCode(0);
        assertThat(board.out()).contains(ranked);
    }

    private static String data(NodeProcess node) {
        return node.dataDirectory().toString();
    }

    private static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** Where neither the machine nor {@code .ci/tool} has it, a test is skipped; in continuous builds it fails. */
    private Path requireProgram(String name) throws IOException {
        Finished tool = machine.run(new ProcessBuilder(ROOT.resolve(".ci/tool").toString(), name), ".ci/tool");
        if ("true".equals(System.getenv("CI"))) {
            tool.withExitCode(0);
        }
        Assumptions.assumeTrue(tool.exitCode() == 0, tool.err());
        return Path.of(tool.out().strip());
    }

    private static ProcessBuilder example(String file, NodeProcess node) {
        ProcessBuilder builder = new ProcessBuilder(
                ROOT.resolve("examples").resolve(file).toAbsolutePath().toString(),
                node.api().address().toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("IAN_"));
        return builder;
    }

    private static void requireTools(String... names) {
        List<String> missing =
                Stream.of(names).filter(name -> !isInstalled(name)).toList();
        Assumptions.assumeTrue(missing.isEmpty(), () -> "not installed: " + missing);
    }

    private static List<String> blocks(String page) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
        return blocks.results().map(found -> found.group(1)).toList();
    }

    private static List<String> lines(String text) {
        return text.strip().lines().map(String::strip).toList();
    }
}
