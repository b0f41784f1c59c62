package network.ian.app.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import network.ian.app.Invocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentNewTest {

    private static final List<String> SEEN =
            List.of("RETURN_1", "MOMENTUM_250", "VOLATILITY_20", "RANGE_POSITION", "CLOSE", "POSITION", "DAY");

    @TempDir
    Path home;

    @Test
    void everyLanguageMakesAProjectAndOverwritesNothing() throws IOException {
        for (Language language : Language.values()) {
            Path project = home.resolve(language.text());
            Invocation made = agent("--lang", language.text(), "my-agent", project.toString());
            assertThat(made.exitCode()).as(made.err()).isZero();
            assertThat(made.out())
                    .contains("(cd " + project + " && " + language.build() + ")")
                    .contains("ian agent test " + project + "/agent.wasm");
            String all = everything(project);
            assertThat(all).contains("my-agent").contains(SEEN).doesNotContain("@NAME@");
            assertThat(project.resolve("README.md")).isRegularFile();
            assertThat(project.resolve(".gitignore")).content().contains("agent.wasm");

            Files.writeString(project.resolve("README.md"), "mine");
            Invocation again = agent("--lang", language.text(), "my-agent", project.toString());
            assertThat(again.exitCode()).isEqualTo(2);
            assertThat(again.err()).contains("is not empty").contains("nothing is overwritten");
            assertThat(project.resolve("README.md")).content().isEqualTo("mine");
        }
    }

    @Test
    void anEmptyDirectoryWillDoAndAFileWillNot() throws IOException {
        Path empty = Files.createDirectory(home.resolve("empty"));
        assertThat(agent("--lang", "wat", "a", empty.toString()).exitCode()).isZero();
        Path file = Files.writeString(home.resolve("file"), "x");
        assertThat(agent("--lang", "wat", "a", file.toString()).err()).contains("is no directory");
        assertThat(file).content().isEqualTo("x");
    }

    @Test
    void namesWhatIsWrong() {
        Path nowhere = home.resolve("nowhere");
        assertThat(agent("--lang", "pascal", "a", nowhere.toString()).err())
                .isEqualTo("ian: --lang: no 'pascal', there are rust, c, assemblyscript, wat\n");
        for (String name : List.of("My Agent", "../a", "", "1a", "a_b")) {
            Invocation refused = agent("--lang", "wat", name, nowhere.toString());
            assertThat(refused.exitCode()).as(name).isEqualTo(2);
            assertThat(refused.err()).contains("is no name for an agent");
        }
        assertThat(nowhere).doesNotExist();
    }

    private Invocation agent(String... arguments) {
        return Invocation.run(
                home,
                Map.of(),
                Stream.concat(Stream.of("agent", "new"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static String everything(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
