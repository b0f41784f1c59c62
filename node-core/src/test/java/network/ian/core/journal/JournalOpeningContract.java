package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opening a journal makes of missing, torn, foreign and newer segments on any file system. */
abstract class JournalOpeningContract {

    private SmallJournal small;

    abstract SegmentFiles files();

    abstract Path goalDirectory();

    /** Every how many octets a torn file is tried: a divisor of 149. */
    abstract int tornSizeStep();

    @BeforeEach
    void prepare() {
        small = new SmallJournal(files(), goalDirectory(), new SplittableRandom(7));
    }

    @Test
    void aKnownPositionMustBeThere() throws IOException {
        JournalPosition position;
        small.fill(5);
        try (Journal journal = small.open(SmallJournal.OPTIONS, EntrySink.none())) {
            position = journal.position();
            journal.append(Entries.group(small.random(), 3));
        }
        small.open(SmallJournal.OPTIONS.withKnown(position), EntrySink.none()).close();
        assertThat(JournalVerifier.verify(
                        small.files(), small.directory(), GOAL, TOPIC, Optional.of(position), EntrySink.none()))
                .isEmpty();
        JournalPosition beyond = new JournalPosition(position.segment() + 3, position.offset(), 1000);
        assertThatThrownBy(() -> small.open(SmallJournal.OPTIONS.withKnown(beyond), EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("no commit record of 1000 entries here");
        assertThat(JournalVerifier.verify(
                        small.files(), small.directory(), GOAL, TOPIC, Optional.of(beyond), EntrySink.none()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("no commit record of 1000 entries"));
    }

    @Test
    void aMissingSegmentIsDamage() throws IOException {
        small.fill(40);
        for (Path missing :
                List.of(small.logSegment(0), small.logSegment(2), small.bodySegment(0), small.bodySegment(1))) {
            byte[] content = small.read(missing);
            small.files().delete(missing);
            assertDamage(missing, 0, "segment is missing");
            assertThat(small.verify()).anySatisfy(problem -> {
                assertThat(problem.file()).isEqualTo(missing);
                assertThat(problem.what()).isEqualTo("segment is missing");
            });
            small.write(missing, content);
        }
        assertThat(small.verify()).isEmpty();
    }

    @Test
    void aMissingLogIsNotANewJournal() throws IOException {
        small.fill(3);
        small.files().delete(small.logSegment(0));
        assertThatThrownBy(() -> small.open(SmallJournal.OPTIONS, EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("log records are missing");
        assertThat(small.files().list(small.directory().resolve("log"))).isEmpty();
        assertThat(small.read(small.bodySegment(0)).length).isGreaterThan(SegmentHeader.SIZE);
    }

    @Test
    void aNewLastSegmentMayBeTornAtAnyOctet() throws IOException {
        List<JournalEntry> all = small.fill(30);
        int last = small.files().list(small.directory().resolve("log")).size() - 1;
        Path next = small.logSegment(last + 1);
        Commit commit;
        try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, 1 << 16)) {
            reader.turnTo(small.files().openReadOnly(small.logSegment(last)));
            int index = reader.at(reader.size() - Commit.RECORD_SIZE, Commit.RECORD_SIZE);
            commit = Commit.decode(reader.window(), index);
        }
        byte[] start = LogStart.encode(last + 1, commit, TOPIC).array();
        for (int size = 0; size <= start.length; size += tornSizeStep()) {
            small.write(next, Arrays.copyOf(start, size));
            Replayed replayed = new Replayed();
            try (Journal journal = small.open(SmallJournal.OPTIONS, replayed)) {
                replayed.assertHolds("torn at " + size, journal, all);
                assertThat(journal.recovery().segmentRestarted()).isEqualTo(size < start.length);
            }
            assertThat(small.verify()).as("torn at " + size).isEmpty();
            small.files().delete(next);
        }
    }

    @Test
    void aNewerFormatIsRefusedAsSuch() throws IOException {
        small.fill(2);
        for (Path file : List.of(small.logSegment(0), small.bodySegment(0))) {
            byte[] content = small.read(file);
            byte[] newer = content.clone();
            ByteBuffer header = ByteBuffer.wrap(newer);
            header.putInt(8, 2);
            CRC32C crc = new CRC32C();
            crc.update(newer, 0, 88);
            header.putInt(88, (int) crc.getValue());
            small.write(file, newer);
            assertThatThrownBy(() -> small.open(SmallJournal.OPTIONS, EntrySink.none()))
                    .isInstanceOf(JournalVersionException.class)
                    .hasMessageContaining("format version 2, this program reads 1")
                    .hasMessageContaining(file.toString());
            small.write(file, content);
        }
    }

    @Test
    void aJournalOfAnotherTopicIsRefused() throws IOException {
        small.fill(2);
        Hash other = Sha256.of(new byte[] {2});
        assertThatThrownBy(() -> Journal.open(
                        small.files(), small.directory(), GOAL, other, JournalOptions.defaults(), EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("belongs to topic " + TOPIC);
    }

    private void assertDamage(Path file, long offset, String what) {
        assertThatThrownBy(() -> small.open(SmallJournal.OPTIONS, EntrySink.none()))
                .isInstanceOfSatisfying(JournalDamagedException.class, damage -> {
                    assertThat(damage.problem()).isEqualTo(new Problem(file, offset, GOAL, what));
                });
    }
}
