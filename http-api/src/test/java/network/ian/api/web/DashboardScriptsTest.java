package network.ian.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code src/test/javascript} with Node.js: what the dashboard computes, without a browser. */
class DashboardScriptsTest {

    private static final Path TESTS = Path.of("src/test/javascript");
    private static final Path PAGE = Path.of("src/main/resources", DashboardPage.FOLDER);
    private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");

    @Test
    void whatThePageComputesIsRight(@TempDir Path folder) throws Exception {
        requireNode();
        copy(TESTS, folder);
        copy(PAGE, folder.resolve("dashboard"));
        // As a browser takes them: every file is a module.
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
        Path output = folder.resolve("output.txt");

        Process node = new ProcessBuilder("node", "--test", "--test-reporter=tap")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exitCode = node.waitFor();

        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exitCode).as(said).isZero();
        Matcher passed = PASSED.matcher(said);
        assertThat(passed.find()).as(said).isTrue();
        assertThat(Integer.parseInt(passed.group(1))).as(said).isGreaterThan(30);
    }

    private static void requireNode() {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
        if (there) {
            return;
        }
        String words = "node is not on the PATH: what the dashboard computes cannot be tested";
        if ("true".equals(System.getenv("CI"))) {
            fail(words);
        }
        abort(words);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : all.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        }
    }
}
