package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

/** What a journal does on any file system. */
abstract class JournalContract {

    private static final JournalOptions SMALL = JournalOptions.defaults().withSegmentBytes(4096);

    private final SplittableRandom random = new SplittableRandom(7);

    abstract SegmentFiles files();

    abstract Path goalDirectory();

    /** Every how many octets a torn file is tried: a divisor of 149. */
    abstract int tornSizeStep();

    private Journal open(JournalOptions options, EntrySink sink) throws IOException {
        return Journal.open(files(), goalDirectory(), GOAL, TOPIC, options, sink);
    }

    private List<Problem> verify() throws IOException {
        return verify(EntrySink.none());
    }

    private List<Problem> verify(EntrySink sink) throws IOException {
        return JournalVerifier.verify(files(), goalDirectory(), GOAL, TOPIC, Optional.empty(), sink);
    }

    private Path logSegment(int number) {
        return goalDirectory().resolve("log").resolve("0000000%d.segment".formatted(number));
    }

    private Path bodySegment(int number) {
        return goalDirectory().resolve("bodies").resolve("0000000%d.segment".formatted(number));
    }

    /** Fills segments of 4 KiB; returns what was appended. */
    private List<JournalEntry> fill(int groups) throws IOException {
        List<JournalEntry> all = new ArrayList<>();
        try (Journal journal = open(SMALL, EntrySink.none())) {
            for (int i = 0; i < groups; i++) {
                List<JournalEntry> group = Entries.group(random, 5);
                journal.append(group);
                all.addAll(group);
            }
        }
        return all;
    }

    @Test
    void whatWasAppendedIsReadAndReplayed() throws IOException {
        List<JournalEntry> all = new ArrayList<>();
        List<Long> locators = new ArrayList<>();
        try (Journal journal = open(JournalOptions.defaults(), EntrySink.none())) {
            assertThat(journal.recovery().created()).isTrue();
            for (int i = 0; i < 20; i++) {
                List<JournalEntry> group = Entries.group(random, 8);
                for (long locator : journal.append(group)) {
                    locators.add(locator);
                }
                all.addAll(group);
                assertThat(journal.entries()).isEqualTo(all.size());
            }
            assertThat(journal.append(List.of())).isEmpty();
            for (int i = 0; i < all.size(); i++) {
                Replayed.assertSame("entry " + i, journal.read(locators.get(i)), all.get(i));
            }
        }
        Replayed replayed = new Replayed();
        try (Journal journal = open(JournalOptions.defaults(), replayed)) {
            replayed.assertHolds("reopened", journal, all);
            assertThat(replayed.entries().stream().map(StoredEntry::locator)).isEqualTo(locators);
            assertThat(journal.recovery().unclean()).isFalse();
            assertThat(journal.recovery().words()).isEqualTo("recovered " + all.size() + " entries, clean");
        }
    }

    @Test
    void segmentsRollOverAndStayOneLog() throws IOException {
        List<JournalEntry> all = fill(40);
        assertThat(files().list(goalDirectory().resolve("log"))).hasSizeGreaterThan(5);
        assertThat(files().list(goalDirectory().resolve("bodies"))).hasSizeGreaterThan(2);
        Replayed verified = new Replayed();
        assertThat(verify(verified)).isEmpty();
        Replayed replayed = new Replayed();
        try (Journal journal = open(SMALL, replayed)) {
            replayed.assertHolds("reopened", journal, all);
            long size = 0;
            for (String directory : List.of("log", "bodies")) {
                for (String name : files().list(goalDirectory().resolve(directory))) {
                    try (SegmentFile file = files().openReadOnly(
                                    goalDirectory().resolve(directory).resolve(name))) {
                        size += file.size();
                        assertThat(file.size()).isLessThanOrEqualTo(4096);
                    }
                }
            }
            assertThat(journal.bytesOnDisk()).isEqualTo(size);
        }
        assertThat(verified.entries()).isEqualTo(replayed.entries());
    }

    @Test
    void oneGroupMayBeLargerThanBufferAndSegment() throws IOException {
        List<JournalEntry> group = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            group.add(Entries.random(random, JournalEntry.MAX_HEADER, 70_000));
        }
        JournalOptions options = new JournalOptions(50_000, 16 << 10, Optional.empty());
        try (Journal journal = open(options, EntrySink.none())) {
            journal.append(group);
            journal.append(group);
        }
        List<JournalEntry> twice = new ArrayList<>(group);
        twice.addAll(group);
        assertThat(verify()).isEmpty();
        Replayed replayed = new Replayed();
        try (Journal journal = open(options, replayed)) {
            replayed.assertHolds("reopened", journal, twice);
        }
    }

    @Test
    void limitsAreRefusedBeforeAnythingIsWritten() throws IOException {
        assertThatThrownBy(() -> Entries.random(random, JournalEntry.MAX_HEADER + 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("header has 2049 octets");
        JournalEntry entry = Entries.random(random, 1, 0);
        try (Journal journal = open(SMALL, EntrySink.none())) {
            List<JournalEntry> tooMany = Collections.nCopies(Journal.MAX_GROUP + 1, entry);
            assertThatThrownBy(() -> journal.append(tooMany)).isInstanceOf(IllegalArgumentException.class);
            journal.append(List.of(entry));
            assertThat(journal.entries()).isEqualTo(1);
        }
    }

    @Test
    void aDroppedBodyIsGoneAndItsEntryStays() throws IOException {
        List<JournalEntry> all = fill(10);
        Replayed before = new Replayed();
        try (Journal journal = open(SMALL, before)) {
            StoredEntry target = before.entries().get(3);
            assertThat(journal.dropBody(target.locator())).isTrue();
            assertThat(journal.readBody(target)).isEmpty();
            assertThat(journal.dropBody(target.locator())).isFalse();
            assertThat(journal.read(target.locator())).isEqualTo(target);
            journal.append(Entries.group(random, 3));
        }
        assertThat(verify()).isEmpty();
        for (String name : files().list(goalDirectory().resolve("bodies"))) {
            assertThat(name).endsWith(".segment");
            Path file = goalDirectory().resolve("bodies").resolve(name);
            assertThat(new String(read(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(all.get(3).body().toArray(), StandardCharsets.ISO_8859_1));
        }
        Replayed after = new Replayed();
        try (Journal journal = open(SMALL, after)) {
            assertThat(after.entries().subList(0, all.size())).isEqualTo(before.entries());
            assertThat(journal.readBody(after.entries().get(3))).isEmpty();
            assertThat(journal.readBody(after.entries().get(2)))
                    .contains(all.get(2).body());
        }
    }

    @Test
    void aKnownPositionMustBeThere() throws IOException {
        JournalPosition position;
        fill(5);
        try (Journal journal = open(SMALL, EntrySink.none())) {
            position = journal.position();
            journal.append(Entries.group(random, 3));
        }
        open(SMALL.withKnown(position), EntrySink.none()).close();
        assertThat(JournalVerifier.verify(
                        files(), goalDirectory(), GOAL, TOPIC, Optional.of(position), EntrySink.none()))
                .isEmpty();
        JournalPosition beyond = new JournalPosition(position.segment() + 3, position.offset(), 1000);
        assertThatThrownBy(() -> open(SMALL.withKnown(beyond), EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("no commit record of 1000 entries here");
        assertThat(JournalVerifier.verify(files(), goalDirectory(), GOAL, TOPIC, Optional.of(beyond), EntrySink.none()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("no commit record of 1000 entries"));
    }

    @Test
    void aMissingSegmentIsDamage() throws IOException {
        fill(40);
        for (Path missing : List.of(logSegment(0), logSegment(2), bodySegment(0), bodySegment(1))) {
            byte[] content = read(missing);
            files().delete(missing);
            assertDamage(missing, 0, "segment is missing");
            assertThat(verify()).anySatisfy(problem -> {
                assertThat(problem.file()).isEqualTo(missing);
                assertThat(problem.what()).isEqualTo("segment is missing");
            });
            write(missing, content);
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void aMissingLogIsNotANewJournal() throws IOException {
        fill(3);
        files().delete(logSegment(0));
        assertThatThrownBy(() -> open(SMALL, EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("log records are missing");
        assertThat(files().list(goalDirectory().resolve("log"))).isEmpty();
        assertThat(read(bodySegment(0)).length).isGreaterThan(SegmentHeader.SIZE);
    }

    @Test
    void aNewLastSegmentMayBeTornAtAnyOctet() throws IOException {
        List<JournalEntry> all = fill(30);
        int last = files().list(goalDirectory().resolve("log")).size() - 1;
        Path next = logSegment(last + 1);
        Commit commit;
        try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, 1 << 16)) {
            reader.turnTo(files().openReadOnly(logSegment(last)));
            int index = reader.at(reader.size() - Commit.RECORD_SIZE, Commit.RECORD_SIZE);
            commit = Commit.decode(reader.window(), index);
        }
        byte[] start = LogStart.encode(last + 1, commit, TOPIC).array();
        for (int size = 0; size <= start.length; size += tornSizeStep()) {
            write(next, Arrays.copyOf(start, size));
            Replayed replayed = new Replayed();
            try (Journal journal = open(SMALL, replayed)) {
                replayed.assertHolds("torn at " + size, journal, all);
                assertThat(journal.recovery().segmentRestarted()).isEqualTo(size < start.length);
            }
            assertThat(verify()).as("torn at " + size).isEmpty();
            files().delete(next);
        }
    }

    @Test
    void aNewerFormatIsRefusedAsSuch() throws IOException {
        fill(2);
        for (Path file : List.of(logSegment(0), bodySegment(0))) {
            byte[] content = read(file);
            byte[] newer = content.clone();
            ByteBuffer header = ByteBuffer.wrap(newer);
            header.putInt(8, 2);
            CRC32C crc = new CRC32C();
            crc.update(newer, 0, 88);
            header.putInt(88, (int) crc.getValue());
            write(file, newer);
            assertThatThrownBy(() -> open(SMALL, EntrySink.none()))
                    .isInstanceOf(JournalVersionException.class)
                    .hasMessageContaining("format version 2, this program reads 1")
                    .hasMessageContaining(file.toString());
            write(file, content);
        }
    }

    @Test
    void aJournalOfAnotherTopicIsRefused() throws IOException {
        fill(2);
        Hash other = Sha256.of(new byte[] {2});
        assertThatThrownBy(() -> Journal.open(
                        files(), goalDirectory(), GOAL, other, JournalOptions.defaults(), EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("belongs to topic " + TOPIC);
    }

    @Test
    void aClosedJournalRefuses() throws IOException {
        Journal journal = open(SMALL, EntrySink.none());
        journal.close();
        assertThatThrownBy(() -> journal.append(Entries.group(random, 1))).isInstanceOf(JournalFailedException.class);
    }

    @Test
    void readingWhereNoEntryIsSaysSo() throws IOException {
        fill(2);
        try (Journal journal = open(SMALL, EntrySink.none())) {
            for (long locator : new long[] {Locator.of(0, 93), Locator.of(0, 92), Locator.of(9, 92), -1}) {
                assertThatThrownBy(() -> journal.read(locator)).isInstanceOf(JournalDamagedException.class);
            }
        }
    }

    private void assertDamage(Path file, long offset, String what) {
        assertThatThrownBy(() -> open(SMALL, EntrySink.none()))
                .isInstanceOfSatisfying(JournalDamagedException.class, damage -> {
                    assertThat(damage.problem()).isEqualTo(new Problem(file, offset, GOAL, what));
                });
    }

    private byte[] read(Path path) throws IOException {
        try (SegmentFile file = files().openReadOnly(path)) {
            ByteBuffer content = ByteBuffer.allocate((int) file.size());
            file.readFully(content, 0);
            return content.array();
        }
    }

    private void write(Path path, byte[] content) throws IOException {
        if (files().list(path.getParent()).contains(path.getFileName().toString())) {
            files().delete(path);
        }
        try (SegmentFile file = files().create(path)) {
            file.writeFully(ByteBuffer.wrap(content), 0);
        }
    }
}
