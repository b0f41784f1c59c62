package network.ian.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sink that keeps what it got. */
final class Replayed implements EntrySink {

    private final List<StoredEntry> entries = new ArrayList<>();

    @Override
    public void entry(EntryRow row) {
        assertThat(row.ordinal()).isEqualTo(entries.size());
        entries.add(row.toStored());
    }

    List<StoredEntry> entries() {
        return entries;
    }

    /** Asserts that an entry was replayed as it was appended. */
    static void assertSame(String about, StoredEntry stored, JournalEntry entry) {
        assertThat(stored).as(about).satisfies(found -> {
            assertThat(found.id()).isEqualTo(entry.id());
            assertThat(found.timestampMs()).isEqualTo(entry.timestampMs());
            assertThat(found.packHash()).isEqualTo(entry.packHash());
            assertThat(found.sponsorFingerprint()).isEqualTo(entry.sponsorFingerprint());
            assertThat(found.header()).isEqualTo(entry.header());
            assertThat(found.signature()).isEqualTo(entry.signature());
            assertThat(found.metrics()).isEqualTo(entry.metrics());
            assertThat(found.bodySize()).isEqualTo(entry.body().size());
        });
    }

    /** Asserts that the journal and this replay hold exactly these, bodies included. */
    void assertHolds(String about, Journal journal, List<JournalEntry> expected) throws IOException {
        assertThat(journal.entries()).as(about).isEqualTo(expected.size());
        assertThat(entries).as(about).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertSame(about, entries.get(i), expected.get(i));
            assertThat(journal.read(entries.get(i).locator())).as(about).isEqualTo(entries.get(i));
            assertThat(journal.readBody(entries.get(i)))
                    .as(about)
                    .isEqualTo(Optional.of(expected.get(i).body()));
        }
    }
}
