package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Sha256;
import network.ian.core.journal.JournalPosition;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCheckTest {

    @TempDir
    private Path data;

    private Path log;

    @BeforeEach
    void fill() throws IOException {
        log = Files.createDirectories(data.resolve("goals/G/log"));
        Files.write(log.resolve("00000000.segment"), new byte[100]);
        Files.write(log.resolve("00000001.segment"), new byte[100]);
        new NodeStateFile(data)
                .write(
                        Map.of(
                                "G",
                                new GoalSnapshot(
                                        Sha256.of(),
                                        3,
                                        Sha256.of(),
                                        Sha256.of(),
                                        new JournalPosition(1, 60, 3),
                                        0,
                                        Optional.empty())),
                        1);
    }

    @Test
    void whatTheSnapshotKnowsIsThere() {
        assertThat(new JournalCheck(data).run())
                .containsExactly(Finding.ok("journal", "1 goal, no segment is missing or too short"));
    }

    @Test
    void aSegmentThatIsTooShortIsNamed() throws IOException {
        Files.write(log.resolve("00000001.segment"), new byte[60]);
        assertThat(only())
                .isEqualTo("goal G: " + log.resolve("00000001.segment")
                        + " has 60 bytes, node_state.json knows of a commit at 60 (3 entries)");
    }

    @Test
    void aMissingSegmentIsNamed() throws IOException {
        Files.delete(log.resolve("00000001.segment"));
        assertThat(only()).contains("00000001.segment is missing, node_state.json knows of 3 entries");
    }

    @Test
    void aGapIsNamed() throws IOException {
        Files.delete(log.resolve("00000000.segment"));
        assertThat(only()).isEqualTo("goal G: " + log.resolve("00000000.segment") + " is missing");
    }

    @Test
    void aDamagedSnapshotIsNoLossAndANewerOneIsSaid() throws IOException {
        Files.writeString(data.resolve("node_state.json"), "{");
        assertThat(new JournalCheck(data).run()).extracting(Finding::status).containsExactly(Status.WARN);
        Files.writeString(data.resolve("node_state.json"), "{\"goals\":{},\"saved_at\":1,\"version\":99}");
        assertThat(new JournalCheck(data).run()).extracting(Finding::status).containsExactly(Status.FAIL);
    }

    private String only() {
        List<Finding> findings = new JournalCheck(data).run();
        assertThat(findings).extracting(Finding::status).containsExactly(Status.FAIL);
        assertThat(findings.get(0).advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("ian log verify"));
        return findings.get(0).found();
    }
}
