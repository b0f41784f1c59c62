package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal keeps its contract on a real file system, and interrupted threads and links do it no harm. */
class DiskJournalTest extends JournalContract {

    @TempDir
    private Path goalDirectory;

    @Override
    SegmentFiles files() {
        return new DiskFiles();
    }

    @Override
    Path goalDirectory() {
        return goalDirectory;
    }

    @Test
    void aLinkInThePlaceOfASegmentIsNotWrittenThrough() throws IOException {
        Path victim = Files.writeString(goalDirectory.resolve("victim"), "text");
        Path link = Files.createSymbolicLink(goalDirectory.resolve("00000000.segment"), victim);
        assertThatThrownBy(() -> new DiskFiles().open(link)).isInstanceOf(IOException.class);
        assertThat(victim).hasContent("text");
    }

    @Test
    void anInterruptedReaderDoesNotDisturbOthers() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        try (Journal journal = Journal.open(goalDirectory, GOAL, TOPIC, JournalOptions.defaults(), EntrySink.none())) {
            long[] locators = journal.append(Entries.group(random, 5));
            StoredEntry before = journal.read(locators[0]);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> journal.read(locators[0])).isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.read(locators[0])).isEqualTo(before);
            assertThat(journal.append(Entries.group(random, 5))).isNotEmpty();
        }
    }

    @Test
    void anInterruptedWriterFailsTheJournalAndReopeningRecovers() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        Journal journal = Journal.open(goalDirectory, GOAL, TOPIC, JournalOptions.defaults(), EntrySink.none());
        journal.append(Entries.group(random, 3, 50, 50));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> journal.append(Entries.group(random, 3))).isInstanceOf(JournalFailedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(journal.failure()).isPresent();
        journal.close();
        try (Journal again = Journal.open(goalDirectory, GOAL, TOPIC, JournalOptions.defaults(), EntrySink.none())) {
            assertThat(again.entries()).isEqualTo(3);
        }
    }
}
