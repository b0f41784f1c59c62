package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static network.ian.core.journal.FilledJournal.DIRECTORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every flipped octet, torn tail and leftover is found, and none of them costs an entry when the journal is opened. */
class JournalVerifierTest {

    private FilledJournal filled;

    @BeforeEach
    void fill() throws IOException {
        filled = new FilledJournal();
    }

    @Test
    void anIntactJournalHasNoProblem() throws IOException {
        Replayed replayed = new Replayed();
        assertThat(JournalVerifier.verify(filled.files, DIRECTORY, GOAL, TOPIC, Optional.empty(), replayed))
                .isEmpty();
        assertThat(replayed.entries())
                .extracting(StoredEntry::id)
                .isEqualTo(filled.all.stream().map(JournalEntry::id).toList());
    }

    @Test
    void nothingAtAllIsAnEmptyJournal() throws IOException {
        assertThat(JournalVerifier.verify(
                        new FaultyFiles(), DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none()))
                .isEmpty();
    }

    @Test
    void everyFlippedOctetIsFound() throws IOException {
        for (Path file : filled.files.snapshot().keySet()) {
            byte[] content = filled.files.contentOf(file);
            long[] starts = recordStarts(content);
            for (int i = 0; i < content.length; i++) {
                byte[] flipped = content.clone();
                flipped[i] ^= (byte) (1 + filled.random.nextInt(255));
                filled.files.replace(file, flipped);
                long start = starts[i];
                assertThat(filled.verify())
                        .as(file + " octet " + i)
                        .anySatisfy(problem -> {
                            assertThat(problem.file()).isEqualTo(file);
                            assertThat(problem.offset()).isEqualTo(start);
                            assertThat(problem.goalId()).isEqualTo(GOAL);
                        })
                        .allSatisfy(problem -> assertThat(problem.file()).isEqualTo(file));
                assertOpeningNeverLosesAnEntry(file, flipped, i);
            }
            filled.files.replace(file, content);
        }
    }

    private void assertOpeningNeverLosesAnEntry(Path file, byte[] flipped, int octet) {
        Replayed replayed = new Replayed();
        try (Journal journal = filled.open(replayed)) {
            assertThat(journal.entries()).as(file + " octet " + octet).isEqualTo(filled.all.size());
        } catch (JournalDamagedException e) {
            assertThat(e.file()).isEqualTo(file);
            assertThat(filled.files.contentOf(file)).isEqualTo(flipped);
        } catch (IOException e) {
            throw new AssertionError(file + " octet " + octet, e);
        }
    }

    /** For each octet, where the header or record starts that it belongs to. */
    private static long[] recordStarts(byte[] content) {
        long[] starts = new long[content.length];
        ByteBuffer buffer = ByteBuffer.wrap(content);
        int from = SegmentHeader.SIZE;
        while (from < content.length) {
            int end = from + Frame.SIZE + buffer.getInt(from);
            Arrays.fill(starts, from, end, from);
            from = end;
        }
        return starts;
    }

    @Test
    void everyTornTailIsReportedAndRecovered() throws IOException {
        Path last = filled.last("log");
        List<JournalEntry> group = Entries.group(filled.random, 3, 80, 200).subList(0, 1);
        int before = filled.files.contentOf(last).length;
        try (Journal journal =
                Journal.open(filled.files, DIRECTORY, GOAL, TOPIC, JournalOptions.defaults(), EntrySink.none())) {
            journal.append(List.of(group.get(0), group.get(0)));
        }
        byte[] whole = filled.files.contentOf(last);
        var bodies = filled.files.snapshot();
        int record = Frame.SIZE + EntryRow.FIXED_SIZE + group.get(0).header().size();
        for (int size = before; size < whole.length; size++) {
            bodies.forEach(filled.files::replace);
            filled.files.replace(last, Arrays.copyOf(whole, size));
            assertThat(filled.verify()).as("cut at " + size).isNotEmpty();
            int expected = filled.all.size() + (size - before) / record;
            try (Journal journal = filled.open(EntrySink.none())) {
                assertThat(journal.entries()).as("cut at " + size).isEqualTo(Math.min(expected, filled.all.size() + 2));
                assertThat(journal.recovery().logBytesCut())
                        .isEqualTo(size - before - (long) record * (journal.entries() - filled.all.size()));
                assertThat(journal.recovery().unclean()).isTrue();
            }
            assertThat(filled.verify()).as("cut at " + size).isEmpty();
        }
    }

    @Test
    void anythingBehindTheLastBodyIsFound() throws IOException {
        Path file = filled.last("bodies");
        byte[] content = filled.files.contentOf(file);
        byte[] longer = Arrays.copyOf(content, content.length + 1);
        filled.files.replace(file, longer);
        assertThat(filled.verify())
                .containsExactly(new Problem(
                        file,
                        content.length,
                        GOAL,
                        "1 octets that no entry has and that are no whole body",
                        Problem.Kind.LEFTOVER));
    }

    @Test
    void anUnfinishedTakedownIsFoundAndFinishedByOpening() throws IOException {
        StoredEntry[] second = new StoredEntry[1];
        try (Journal journal = filled.open(row -> second[0] = row.ordinal() == 1 ? row.toStored() : second[0])) {
            assertThat(journal.readBody(second[0])).isPresent();
        }
        SegmentDirectory bodies = SegmentDirectory.of(filled.files, SegmentKind.BODIES, DIRECTORY, GOAL, TOPIC);
        new Takedown(bodies).declare(second[0].bodyLocator(), second[0].bodySize());
        filled.assertFound(DIRECTORY.resolve("bodies/takedown"), "a takedown was begun and not finished");
        try (Journal journal = filled.open(EntrySink.none())) {
            assertThat(journal.recovery().takedownFinished()).isTrue();
            assertThat(journal.readBody(second[0])).isEmpty();
        }
        assertThat(filled.verify()).isEmpty();
    }
}
