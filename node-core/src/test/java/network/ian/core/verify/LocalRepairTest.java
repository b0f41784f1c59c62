package network.ian.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.journal.JournalReader;
import network.ian.core.journal.Locator;
import network.ian.core.journal.Problem;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.GoalHealth;
import network.ian.core.node.Node;
import network.ian.core.node.OfflineTakedown;
import network.ian.core.repair.RepairNote;
import network.ian.core.salvage.LocalRepair;
import network.ian.core.salvage.RepairOutcome;
import network.ian.core.salvage.Salvaged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repair keeps what is damaged, tells what is missing, and touches neither a sound log nor what a crash left. */
class LocalRepairTest {

    @TempDir
    private Path directory;

    private RepairFixture fixture;

    @BeforeEach
    void fill() throws IOException {
        fixture = new RepairFixture(directory);
    }

    @Test
    void damagedFilesAreKeptAndThePromiseIsProvedOnceAllIsBack() throws IOException {
        byte[] damaged = RepairFixture.flip(fixture.data.log(0), 700);
        LocalRepair.Result result = fixture.repair();
        RepairNote note = result.note().orElseThrow();
        assertThat(result.problems()).isNotEmpty();
        assertThat(fixture.data.goal().resolve(note.aside()).resolve("log/00000000.segment"))
                .hasBinaryContent(damaged);
        RepairOutcome missing = fixture.outcome(note);
        assertThat(missing.complete()).isFalse();
        assertThat(missing.missingAtLeast()).isPositive();
        assertThat(missing.promiseKept()).contains(false);

        // What a peer would bring: the lost ones, and younger ones that this node never had.
        fixture.data.fill(0, RepairFixture.ENTRIES * 2);
        try (Node node = fixture.data.open()) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 900; i < 906; i++) {
                lines.writeBytes(
                        ContributionRequestCodec.encode(DataDirectory.SAMPLER.signed(i, DataDirectory.AT + 60_000)));
                lines.write('\n');
            }
            DataDirectory.importInto(node, lines.toByteArray());
            assertThat(node.goals().iterator().next().health().state()).isEqualTo(GoalHealth.State.SERVING);
        }
        RepairOutcome whole = fixture.outcome(note);
        assertThat(whole.promiseKept()).contains(true);
        assertThat(whole.complete()).isTrue();
        assertThat(whole.entries()).isGreaterThan(fixture.before.size());
        // Asked again, the same repair goes on rather than looking for damage anew.
        assertThat(fixture.repair().note()).contains(note.at(RepairNote.Stage.FETCHING));
    }

    @Test
    void whatWasTakenDownStaysSoAndADamagedBodyIsAskedFor() throws IOException {
        StoredEntry first = fixture.before.get(0);
        assertThat(OfflineTakedown.drop(fixture.data.path(), DataDirectory.GOAL.goalId(), first.id()))
                .isEqualTo(OfflineTakedown.Result.DROPPED);
        StoredEntry second = fixture.before.get(1);
        RepairFixture.flip(fixture.log.body(second), Locator.offset(second.bodyLocator()) + LogDamage.FRAME + 3);

        LocalRepair.Result result = fixture.repair();

        Salvaged salvaged = result.salvaged().orElseThrow();
        assertThat(salvaged.dropped()).isEqualTo(1);
        assertThat(salvaged.bodiesLost()).containsExactly(second.id());
        RepairOutcome outcome = fixture.outcome(result.note().orElseThrow());
        assertThat(outcome.bodiesMissing()).containsExactly(second.id());
        assertThat(outcome.complete()).isFalse();
        StoredEntry again = fixture.entries().get(0);
        assertThat(again.id()).isEqualTo(first.id());
        try (JournalReader reader =
                new JournalReader(fixture.data.goal(), DataDirectory.GOAL.goalId(), DataDirectory.GOAL.topic())) {
            assertThat(reader.body(again)).isEmpty();
        }
    }

    @Test
    void aSoundLogAndWhatACrashLeftNeedNoRepair() throws IOException {
        assertThat(fixture.repair().note()).isEmpty();
        Path last = fixture.log.segment(fixture.segments() - 1);
        Files.write(last, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        List<Problem> problems = fixture.data.auditGoal().problems();
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.kind() == Problem.Kind.LEFTOVER);
        LocalRepair.Result result = fixture.repair();
        assertThat(result.note()).isEmpty();
        assertThat(fixture.data.auditGoal().ok()).isTrue();
    }

    @Test
    void missingSegmentsAreMissingDataAndLeaveAPromise() throws IOException {
        Files.delete(fixture.log.segment(fixture.segments() - 1));
        assertThat(fixture.data.auditGoal().problems())
                .anyMatch(problem -> problem.what().contains("missing data"));
        try (Node node = fixture.data.open()) {
            GoalHealth health = node.goals().iterator().next().health();
            assertThat(health.state()).isEqualTo(GoalHealth.State.DAMAGED);
            assertThat(health.detail()).contains("missing data");
        }
        RepairNote note = fixture.repair().note().orElseThrow();
        assertThat(note.before()).isEqualTo(fixture.before.size());
        assertThat(note.salvaged()).isLessThan(fixture.before.size());
        assertThat(fixture.outcome(note).complete()).isFalse();
    }
}
