package network.ian.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.file.DirectoryTree;
import network.ian.core.log.IdSalt;
import network.ian.core.node.GoalHealth;
import network.ian.core.node.Node;
import network.ian.core.repair.RepairNote;
import network.ian.core.repair.RepairSwap;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.salvage.GoalSalvage;
import network.ian.core.salvage.Salvaged;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repair that a crash ended at any step is finished by the next start or the next repair. */
class RepairCrashTest {

    @TempDir
    private Path directory;

    private RepairFixture fixture;

    @BeforeEach
    void fill() throws IOException {
        fixture = new RepairFixture(directory);
    }

    @Test
    void aCrashAtAnyStepOfTheSwapIsFinishedByTheNextStart() throws IOException {
        RepairFixture.flip(fixture.data.log(0), 700);
        RepairNote note = salvageWithoutSwap();
        Path prepared = directory.resolve("prepared");
        DirectoryTree.copy(fixture.data.path(), prepared);
        for (int steps = 0; steps <= 5; steps++) {
            DirectoryTree.delete(fixture.data.path());
            DirectoryTree.copy(prepared, fixture.data.path());
            swapped(note, steps);
            try (Node node = fixture.data.open()) {
                assertThat(node.goals().iterator().next().health().state())
                        .as("crash after %d steps", steps)
                        .isEqualTo(GoalHealth.State.SERVING);
            }
            assertThat(fixture.entries()).as("crash after %d steps", steps).hasSize(note.salvaged());
            assertThat(RepairNote.read(fixture.data.goal())).contains(note.at(RepairNote.Stage.FETCHING));
            assertThat(fixture.data.goal().resolve(note.aside()).resolve("log/00000000.segment"))
                    .isRegularFile();
            assertThat(fixture.data.goal().resolve(note.aside()).resolve("bodies/00000000.segment"))
                    .isRegularFile();
            assertThat(fixture.data.goal().resolve(RepairSwap.SALVAGE)).doesNotExist();
        }
    }

    @Test
    void anUnfinishedSalvageIsBegunAnew() throws IOException {
        RepairFixture.flip(fixture.data.log(0), 700);
        Path half = Files.createDirectories(
                fixture.data.goal().resolve(RepairSwap.SALVAGE).resolve("log"));
        Files.writeString(half.resolve("00000000.segment"), "half of it");
        assertThat(fixture.repair().note()).isPresent();
        assertThat(fixture.entries()).isNotEmpty();
    }

    /** As a repair that is killed right behind the durable note. */
    private RepairNote salvageWithoutSwap() throws IOException {
        GoalSnapshot snapshot = new NodeStateFile(fixture.data.path()).read().get(DataDirectory.GOAL.goalId());
        Salvaged salvaged;
        try (WorkerPool pool = new WorkerPool("salvage", 2, 16)) {
            salvaged = new GoalSalvage(
                            DataDirectory.GOAL,
                            fixture.data.goal(),
                            RepairFixture.SIGNATURES,
                            new GoalSalvage.Options(1 << 20, snapshot.logSize(), Optional.empty(), new IdSalt(1, 2)))
                    .run(pool, read -> {});
        }
        RepairNote note = new RepairNote(
                RepairNote.Stage.SWAPPING,
                "damaged-20260101T000000Z",
                Optional.of(new RepairNote.Promise(snapshot.logSize(), snapshot.logRoot(), false)),
                salvaged.committed(),
                salvaged.entries(),
                salvaged.promised(),
                salvaged.bodiesLost());
        note.write(fixture.data.goal());
        return note;
    }

    private void swapped(RepairNote note, int steps) throws IOException {
        Path aside = fixture.data.goal().resolve(note.aside());
        Path salvage = fixture.data.goal().resolve(RepairSwap.SALVAGE);
        if (steps > 0) {
            Files.createDirectory(aside);
        }
        int done = 1;
        for (String name : List.of("log", "bodies")) {
            if (steps > done++) {
                Files.move(fixture.data.goal().resolve(name), aside.resolve(name));
            }
            if (steps > done++) {
                Files.move(salvage.resolve(name), fixture.data.goal().resolve(name));
            }
        }
    }
}
