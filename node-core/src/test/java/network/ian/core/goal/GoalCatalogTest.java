package network.ian.core.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalCatalogTest {

    @TempDir
    private Path data;

    @Test
    void bringsTheBuiltInGoalAndFindsItAgain() throws IOException {
        GoalSpec installed =
                GoalCatalog.open(data, goals(), 8).specs().iterator().next();
        assertThat(installed).isEqualTo(GoalCatalog.demoGoal());
        assertThat(GoalCatalog.readOnly(data).specs()).containsExactly(installed);
    }

    @Test
    void installsFilesOnceAndRefusesAChangedRule() throws IOException {
        Path file = Files.createDirectories(goals()).resolve("g1.json");
        Files.writeString(file, GoalSpecCodecTest.DOCUMENT);
        assertThat(GoalCatalog.open(data, goals(), 8).specs()).hasSize(2);
        assertThat(GoalCatalog.open(data, goals(), 8).specs()).hasSize(2);
        Files.writeString(file, GoalSpecCodecTest.DOCUMENT.replace("A goal", "Another goal"));
        assertThatThrownBy(() -> GoalCatalog.open(data, goals(), 8))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("g1.json")
                .hasMessageContaining("G1 is known with another topic");
    }

    @Test
    void theStoredGoalWinsOverTheBuiltIn() throws IOException {
        Path directory = Files.createDirectories(goals().resolve(GoalCatalog.DEMO_GOAL));
        Files.writeString(
                directory.resolve("spec.json"),
                GoalSpecCodecTest.DOCUMENT.replace("\"G1\"", "\"" + GoalCatalog.DEMO_GOAL + "\""));
        assertThat(GoalCatalog.open(data, goals(), 8).specs())
                .singleElement()
                .extracting(GoalSpec::name)
                .isEqualTo("A goal");
    }

    @Test
    void readingOnlyWritesNothing() throws IOException {
        assertThat(GoalCatalog.readOnly(data).specs()).isEmpty();
        assertThat(data).isEmptyDirectory();
    }

    private Path goals() {
        return data.resolve("goals");
    }
}
