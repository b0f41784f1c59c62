package network.ian.core.journal;

import static network.ian.core.journal.FilledJournal.DIRECTORY;
import static network.ian.core.journal.FilledJournal.LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What opening makes of entries without their commit record or without their bodies: kept as far as they are whole,
 * else damage.
 */
class UncommittedEntriesTest {

    private FilledJournal filled;

    @BeforeEach
    void fill() throws IOException {
        filled = new FilledJournal();
    }

    @Test
    void uncommittedEntriesAreKeptUpToTheFirstWithoutAWholeBody() throws IOException {
        List<StoredEntry> tail = leaveThreeUncommitted();
        damageBody(tail.get(2));
        damageBody(tail.get(1));
        Replayed replayed = new Replayed();
        try (Journal journal = filled.open(replayed)) {
            assertThat(journal.entries()).isEqualTo(filled.all.size() + 1);
            assertThat(journal.recovery().keptAfterLastCommit()).isEqualTo(1);
            assertThat(replayed.entries()).last().isEqualTo(tail.get(0));
            assertThat(journal.readBody(tail.get(0))).isPresent();
            journal.append(Entries.group(filled.random, 3));
        }
        assertThat(filled.verify()).isEmpty();
    }

    @Test
    void anUncommittedEntryWithoutItsBodyBeforeAWholeOneIsDamage() throws IOException {
        List<StoredEntry> tail = leaveThreeUncommitted();
        damageBody(tail.get(1));
        var before = filled.files.snapshot();
        assertThatThrownBy(() -> filled.open(EntrySink.none()))
                .isInstanceOfSatisfying(JournalDamagedException.class, e -> {
                    assertThat(e.offset()).isEqualTo(Locator.offset(tail.get(1).locator()));
                    assertThat(e).hasMessageContaining("the entry's body is damaged, and a whole entry follows");
                });
        assertThat(filled.files.snapshot()).containsExactlyEntriesOf(before);
    }

    @Test
    void aCommittedEntryWithoutItsBodyIsDamage() throws IOException {
        Path file = filled.last("bodies");
        byte[] content = filled.files.contentOf(file);
        for (int size = 0; size < content.length; size++) {
            filled.files.replace(file, Arrays.copyOf(content, size));
            assertThat(filled.verify())
                    .as("cut at " + size)
                    .anySatisfy(problem -> assertThat(problem.file()).isEqualTo(file));
            assertThatThrownBy(() -> filled.open(EntrySink.none()))
                    .as("cut at " + size)
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aSealedSegmentEndsWithACommitRecord() throws IOException {
        byte[] content = filled.files.contentOf(LOG);
        filled.files.replace(LOG, Arrays.copyOf(content, content.length - Commit.RECORD_SIZE));
        filled.assertFound(LOG, "entries after the last commit record");
        assertThatThrownBy(() -> filled.open(EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("a sealed segment does not end with a commit record");
    }

    /** Three entries, whole but without their commit record. */
    private List<StoredEntry> leaveThreeUncommitted() throws IOException {
        List<StoredEntry> tail = new ArrayList<>();
        try (Journal journal = filled.open(EntrySink.none())) {
            List<JournalEntry> group = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                group.add(Entries.random(filled.random, 50, 50));
            }
            for (long locator : journal.append(group)) {
                tail.add(journal.read(locator));
            }
        }
        Path log = DIRECTORY.resolve(
                "log/%08d.segment".formatted(Locator.segment(tail.get(0).locator())));
        byte[] content = filled.files.contentOf(log);
        filled.files.replace(log, Arrays.copyOf(content, content.length - Commit.RECORD_SIZE));
        return tail;
    }

    private void damageBody(StoredEntry entry) {
        Path file = DIRECTORY.resolve("bodies/%08d.segment".formatted(Locator.segment(entry.bodyLocator())));
        byte[] content = filled.files.contentOf(file);
        content[(int) Locator.offset(entry.bodyLocator()) + Frame.SIZE] ^= 1;
        filled.files.replace(file, content);
    }
}
