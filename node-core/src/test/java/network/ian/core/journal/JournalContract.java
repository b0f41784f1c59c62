package network.ian.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a journal keeps, reads and refuses on any file system. */
abstract class JournalContract {

    private SmallJournal small;

    abstract SegmentFiles files();

    abstract Path goalDirectory();

    @BeforeEach
    void prepare() {
        small = new SmallJournal(files(), goalDirectory(), new SplittableRandom(7));
    }

    @Test
    void whatWasAppendedIsReadAndReplayed() throws IOException {
        List<JournalEntry> all = new ArrayList<>();
        List<Long> locators = new ArrayList<>();
        try (Journal journal = small.open(JournalOptions.defaults(), EntrySink.none())) {
            assertThat(journal.recovery().created()).isTrue();
            for (int i = 0; i < 20; i++) {
                List<JournalEntry> group = Entries.group(small.random(), 8);
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
        try (Journal journal = small.open(JournalOptions.defaults(), replayed)) {
            replayed.assertHolds("reopened", journal, all);
            assertThat(replayed.entries().stream().map(StoredEntry::locator)).isEqualTo(locators);
            assertThat(journal.recovery().unclean()).isFalse();
            assertThat(journal.recovery().words()).isEqualTo("recovered " + all.size() + " entries, clean");
        }
    }

    @Test
    void segmentsRollOverAndStayOneLog() throws IOException {
        List<JournalEntry> all = small.fill(40);
        assertThat(small.files().list(small.directory().resolve("log"))).hasSizeGreaterThan(5);
        assertThat(small.files().list(small.directory().resolve("bodies"))).hasSizeGreaterThan(2);
        Replayed verified = new Replayed();
        assertThat(small.verify(verified)).isEmpty();
        Replayed replayed = new Replayed();
        try (Journal journal = small.open(SmallJournal.OPTIONS, replayed)) {
            replayed.assertHolds("reopened", journal, all);
            long size = 0;
            for (String directory : List.of("log", "bodies")) {
                for (String name : small.files().list(small.directory().resolve(directory))) {
                    try (SegmentFile file = small.files()
                            .openReadOnly(small.directory().resolve(directory).resolve(name))) {
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
            group.add(Entries.random(small.random(), JournalEntry.MAX_HEADER, 70_000));
        }
        JournalOptions options = new JournalOptions(50_000, 16 << 10, Optional.empty());
        try (Journal journal = small.open(options, EntrySink.none())) {
            journal.append(group);
            journal.append(group);
        }
        List<JournalEntry> twice = new ArrayList<>(group);
        twice.addAll(group);
        assertThat(small.verify()).isEmpty();
        Replayed replayed = new Replayed();
        try (Journal journal = small.open(options, replayed)) {
            replayed.assertHolds("reopened", journal, twice);
        }
    }

    @Test
    void limitsAreRefusedBeforeAnythingIsWritten() throws IOException {
        assertThatThrownBy(() -> Entries.random(small.random(), JournalEntry.MAX_HEADER + 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("header has 2049 octets");
        JournalEntry entry = Entries.random(small.random(), 1, 0);
        try (Journal journal = small.open(SmallJournal.OPTIONS, EntrySink.none())) {
            List<JournalEntry> tooMany = Collections.nCopies(Journal.MAX_GROUP + 1, entry);
            assertThatThrownBy(() -> journal.append(tooMany)).isInstanceOf(IllegalArgumentException.class);
            journal.append(List.of(entry));
            assertThat(journal.entries()).isEqualTo(1);
        }
    }

    @Test
    void aDroppedBodyIsGoneAndItsEntryStays() throws IOException {
        List<JournalEntry> all = small.fill(10);
        Replayed before = new Replayed();
        try (Journal journal = small.open(SmallJournal.OPTIONS, before)) {
            StoredEntry target = before.entries().get(3);
            assertThat(journal.dropBody(target.locator())).isTrue();
            assertThat(journal.readBody(target)).isEmpty();
            assertThat(journal.dropBody(target.locator())).isFalse();
            assertThat(journal.read(target.locator())).isEqualTo(target);
            journal.append(Entries.group(small.random(), 3));
        }
        assertThat(small.verify()).isEmpty();
        for (String name : small.files().list(small.directory().resolve("bodies"))) {
            assertThat(name).endsWith(".segment");
            Path file = small.directory().resolve("bodies").resolve(name);
            assertThat(new String(small.read(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(all.get(3).body().toArray(), StandardCharsets.ISO_8859_1));
        }
        Replayed after = new Replayed();
        try (Journal journal = small.open(SmallJournal.OPTIONS, after)) {
            assertThat(after.entries().subList(0, all.size())).isEqualTo(before.entries());
            assertThat(journal.readBody(after.entries().get(3))).isEmpty();
            assertThat(journal.readBody(after.entries().get(2)))
                    .contains(all.get(2).body());
        }
    }

    @Test
    void aClosedJournalRefuses() throws IOException {
        Journal journal = small.open(SmallJournal.OPTIONS, EntrySink.none());
        journal.close();
        assertThatThrownBy(() -> journal.append(Entries.group(small.random(), 1)))
                .isInstanceOf(JournalFailedException.class);
    }

    @Test
    void readingWhereNoEntryIsSaysSo() throws IOException {
        small.fill(2);
        try (Journal journal = small.open(SmallJournal.OPTIONS, EntrySink.none())) {
            for (long locator : new long[] {Locator.of(0, 93), Locator.of(0, 92), Locator.of(9, 92), -1}) {
                assertThatThrownBy(() -> journal.read(locator)).isInstanceOf(JournalDamagedException.class);
            }
        }
    }
}
