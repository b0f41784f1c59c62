package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any change of any octet is found, whether or not its checksum was made to fit. */
class JournalVerifierTest {

    private static final Path DIRECTORY = Path.of("goal");
    private static final Path LOG = DIRECTORY.resolve("log/00000000.segment");
    private static final Path BODIES = DIRECTORY.resolve("bodies/00000000.segment");
    private static final JournalOptions OPTIONS = new JournalOptions(1200, 16 << 10, Optional.empty());

    private final FaultyFiles files = new FaultyFiles();
    private final SplittableRandom random = new SplittableRandom(5);
    private final List<JournalEntry> all = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        try (Journal journal = open(EntrySink.none())) {
            for (int i = 0; i < 6; i++) {
                List<JournalEntry> group = Entries.group(random, 3, 80, 200);
                journal.append(group);
                all.addAll(group);
            }
            journal.dropBody(Locator.of(0, LogStart.SIZE));
        }
        assertThat(files.list(DIRECTORY.resolve("log"))).hasSizeGreaterThan(2);
        assertThat(files.list(DIRECTORY.resolve("bodies"))).hasSizeGreaterThan(1);
    }

    private Journal open(EntrySink sink) throws IOException {
        return Journal.open(files, DIRECTORY, GOAL, TOPIC, OPTIONS, sink);
    }

    private List<Problem> verify() throws IOException {
        return JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none());
    }

    @Test
    void anIntactJournalHasNoProblem() throws IOException {
        Replayed replayed = new Replayed();
        assertThat(JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.empty(), replayed))
                .isEmpty();
        assertThat(replayed.entries())
                .extracting(StoredEntry::id)
                .isEqualTo(all.stream().map(JournalEntry::id).toList());
    }

    @Test
    void nothingAtAllIsAnEmptyJournal() throws IOException {
        assertThat(JournalVerifier.verify(
                        new FaultyFiles(), DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none()))
                .isEmpty();
    }

    @Test
    void everyFlippedOctetIsFound() throws IOException {
        for (Path file : files.snapshot().keySet()) {
            byte[] content = files.contentOf(file);
            long[] starts = recordStarts(content);
            for (int i = 0; i < content.length; i++) {
                byte[] flipped = content.clone();
                flipped[i] ^= (byte) (1 + random.nextInt(255));
                files.replace(file, flipped);
                long start = starts[i];
                assertThat(verify())
                        .as(file + " octet " + i)
                        .anySatisfy(problem -> {
                            assertThat(problem.file()).isEqualTo(file);
                            assertThat(problem.offset()).isEqualTo(start);
                            assertThat(problem.goalId()).isEqualTo(GOAL);
                        })
                        .allSatisfy(problem -> assertThat(problem.file()).isEqualTo(file));
                assertOpeningNeverLosesAnEntry(file, flipped, i);
            }
            files.replace(file, content);
        }
    }

    private void assertOpeningNeverLosesAnEntry(Path file, byte[] flipped, int octet) {
        Replayed replayed = new Replayed();
        try (Journal journal = open(replayed)) {
            assertThat(journal.entries()).as(file + " octet " + octet).isEqualTo(all.size());
        } catch (JournalDamagedException e) {
            assertThat(e.file()).isEqualTo(file);
            assertThat(files.contentOf(file)).isEqualTo(flipped);
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
        Path last = DIRECTORY
                .resolve("log")
                .resolve(files.list(DIRECTORY.resolve("log"))
                        .get(files.list(DIRECTORY.resolve("log")).size() - 1));
        List<JournalEntry> group = Entries.group(random, 3, 80, 200).subList(0, 1);
        int before = files.contentOf(last).length;
        try (Journal journal =
                Journal.open(files, DIRECTORY, GOAL, TOPIC, JournalOptions.defaults(), EntrySink.none())) {
            journal.append(List.of(group.get(0), group.get(0)));
        }
        byte[] whole = files.contentOf(last);
        var bodies = files.snapshot();
        int record = Frame.SIZE + EntryRow.FIXED_SIZE + group.get(0).header().size();
        for (int size = before; size < whole.length; size++) {
            bodies.forEach(files::replace);
            files.replace(last, Arrays.copyOf(whole, size));
            assertThat(verify()).as("cut at " + size).isNotEmpty();
            int expected = all.size() + (size - before) / record;
            try (Journal journal = open(EntrySink.none())) {
                assertThat(journal.entries()).as("cut at " + size).isEqualTo(Math.min(expected, all.size() + 2));
                assertThat(journal.recovery().logBytesCut())
                        .isEqualTo(size - before - (long) record * (journal.entries() - all.size()));
                assertThat(journal.recovery().unclean()).isTrue();
            }
            assertThat(verify()).as("cut at " + size).isEmpty();
        }
    }

    @Test
    void aCommittedEntryWithoutItsBodyIsDamage() throws IOException {
        String last = files.list(DIRECTORY.resolve("bodies"))
                .get(files.list(DIRECTORY.resolve("bodies")).size() - 1);
        Path file = DIRECTORY.resolve("bodies").resolve(last);
        byte[] content = files.contentOf(file);
        for (int size = 0; size < content.length; size++) {
            files.replace(file, Arrays.copyOf(content, size));
            assertThat(verify())
                    .as("cut at " + size)
                    .anySatisfy(problem -> assertThat(problem.file()).isEqualTo(file));
            assertThatThrownBy(() -> open(EntrySink.none()))
                    .as("cut at " + size)
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    /** Three entries, whole but without their commit record; */
    private List<StoredEntry> leaveThreeUncommitted() throws IOException {
        List<StoredEntry> tail = new ArrayList<>();
        try (Journal journal = open(EntrySink.none())) {
            List<JournalEntry> group = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                group.add(Entries.random(random, 50, 50));
            }
            for (long locator : journal.append(group)) {
                tail.add(journal.read(locator));
            }
        }
        Path log = DIRECTORY.resolve(
                "log/%08d.segment".formatted(Locator.segment(tail.get(0).locator())));
        byte[] content = files.contentOf(log);
        files.replace(log, Arrays.copyOf(content, content.length - Commit.RECORD_SIZE));
        return tail;
    }

    private void damageBody(StoredEntry entry) {
        Path file = DIRECTORY.resolve("bodies/%08d.segment".formatted(Locator.segment(entry.bodyLocator())));
        byte[] content = files.contentOf(file);
        content[(int) Locator.offset(entry.bodyLocator()) + Frame.SIZE] ^= 1;
        files.replace(file, content);
    }

    @Test
    void uncommittedEntriesAreKeptUpToTheFirstWithoutAWholeBody() throws IOException {
        List<StoredEntry> tail = leaveThreeUncommitted();
        damageBody(tail.get(2));
        damageBody(tail.get(1));
        Replayed replayed = new Replayed();
        try (Journal journal = open(replayed)) {
            assertThat(journal.entries()).isEqualTo(all.size() + 1);
            assertThat(journal.recovery().keptAfterLastCommit()).isEqualTo(1);
            assertThat(replayed.entries()).last().isEqualTo(tail.get(0));
            assertThat(journal.readBody(tail.get(0))).isPresent();
            journal.append(Entries.group(random, 3));
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void anUncommittedEntryWithoutItsBodyBeforeAWholeOneIsDamage() throws IOException {
        List<StoredEntry> tail = leaveThreeUncommitted();
        damageBody(tail.get(1));
        var before = files.snapshot();
        assertThatThrownBy(() -> open(EntrySink.none())).isInstanceOfSatisfying(JournalDamagedException.class, e -> {
            assertThat(e.offset()).isEqualTo(Locator.offset(tail.get(1).locator()));
            assertThat(e).hasMessageContaining("the entry's body is damaged, and a whole entry follows");
        });
        assertThat(files.snapshot()).containsExactlyEntriesOf(before);
    }

    /** Changes the record at {@code offset} and makes its checksum fit. */
    private void forge(Path file, int offset, Consumer<ByteBuffer> change) {
        byte[] content = files.contentOf(file);
        ByteBuffer buffer = ByteBuffer.wrap(content);
        int length = buffer.getInt(offset);
        change.accept(buffer.slice(offset + Frame.SIZE, length));
        CRC32C crc = Frame.begin(new CRC32C(), length, content[offset + 8]);
        crc.update(content, offset + Frame.SIZE, length);
        buffer.putInt(offset + 4, (int) crc.getValue());
        files.replace(file, content);
    }

    private void assertFound(Path file, String what) throws IOException {
        assertThat(verify()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.what()).contains(what);
        });
    }

    @Test
    void forgedMetricsBreakTheChain() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.putDouble(80, 99.0));
        assertFound(LOG, "running hash does not match");
    }

    @Test
    void metricsThatAreNoNumbersAreFound() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.putDouble(80, Double.NaN));
        assertFound(LOG, "metrics: reward is not finite");
    }

    @Test
    void aForgedHeaderDoesNotFitItsId() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.put(208, (byte) (payload.get(208) ^ 1)));
        assertFound(LOG, "the header's hash is not the entry's id");
    }

    @Test
    void aForgedBodyDoesNotFitItsPackHash() throws IOException {
        int second = SegmentHeader.SIZE + Frame.SIZE + all.get(0).body().size();
        forge(BODIES, second, payload -> payload.put(0, (byte) (payload.get(0) ^ 1)));
        assertFound(BODIES, "the body's hash is not its entry's pack hash");
    }

    @Test
    void aTombstoneHoldsNothing() throws IOException {
        forge(BODIES, SegmentHeader.SIZE, payload -> payload.put(payload.capacity() - 1, (byte) 1));
        assertFound(BODIES, "a dropped body that is not all zeros");
    }

    @Test
    void aForgedCommitRecordIsFound() throws IOException {
        int commit = LogStart.SIZE;
        ByteBuffer log = ByteBuffer.wrap(files.contentOf(LOG));
        while (log.get(commit + 8) != Frame.COMMIT) {
            commit += Frame.SIZE + log.getInt(commit);
        }
        byte[] intact = files.contentOf(LOG);
        forge(LOG, commit, payload -> payload.putLong(0, payload.getLong(0) + 1));
        assertFound(LOG, "commit record counts");
        files.replace(LOG, intact);
        forge(LOG, commit, payload -> payload.putLong(40, payload.getLong(40) + 1));
        assertFound(LOG, "commit record has the bodies end at");
        assertThatThrownBy(() -> open(EntrySink.none())).isInstanceOf(JournalDamagedException.class);
    }

    @Test
    void aForgedBodyLocatorIsFound() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.putLong(132, payload.getLong(132) + 1));
        assertFound(LOG, "does not follow the one before");
        assertThatThrownBy(() -> open(EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("does not follow the one before");
        forge(LOG, LogStart.SIZE, payload -> payload.putLong(132, -1));
        assertThat(verify()).isNotEmpty();
    }

    @Test
    void aSealedSegmentEndsWithACommitRecord() throws IOException {
        byte[] content = files.contentOf(LOG);
        files.replace(LOG, Arrays.copyOf(content, content.length - Commit.RECORD_SIZE));
        assertFound(LOG, "entries after the last commit record");
        assertThatThrownBy(() -> open(EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("a sealed segment does not end with a commit record");
    }

    @Test
    void aSealedSegmentOfBodiesEndsWithItsLastEntrysBody() throws IOException {
        byte[] content = files.contentOf(BODIES);
        byte[] longer = Arrays.copyOf(content, content.length + Frame.SIZE);
        int checksum = (int) Frame.begin(new CRC32C(), 0, Frame.BODY).getValue();
        Frame.put(ByteBuffer.wrap(longer).position(content.length), 0, checksum, Frame.BODY);
        files.replace(BODIES, longer);
        assertThat(verify()).containsExactly(new Problem(BODIES, content.length, GOAL, "a body that no entry has"));
        assertThatThrownBy(() -> open(EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("a body that no entry has, in a sealed segment");
    }

    @Test
    void anythingBehindTheLastBodyIsFound() throws IOException {
        String last = files.list(DIRECTORY.resolve("bodies"))
                .get(files.list(DIRECTORY.resolve("bodies")).size() - 1);
        Path file = DIRECTORY.resolve("bodies").resolve(last);
        byte[] content = files.contentOf(file);
        byte[] longer = Arrays.copyOf(content, content.length + 1);
        files.replace(file, longer);
        assertThat(verify())
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
        try (Journal journal = open(row -> second[0] = row.ordinal() == 1 ? row.toStored() : second[0])) {
            assertThat(journal.readBody(second[0])).isPresent();
        }
        SegmentDirectory bodies = SegmentDirectory.of(files, SegmentKind.BODIES, DIRECTORY, GOAL, TOPIC);
        new Takedown(bodies).declare(second[0].bodyLocator(), second[0].bodySize());
        assertFound(DIRECTORY.resolve("bodies/takedown"), "a takedown was begun and not finished");
        try (Journal journal = open(EntrySink.none())) {
            assertThat(journal.recovery().takedownFinished()).isTrue();
            assertThat(journal.readBody(second[0])).isEmpty();
        }
        assertThat(verify()).isEmpty();
    }
}
