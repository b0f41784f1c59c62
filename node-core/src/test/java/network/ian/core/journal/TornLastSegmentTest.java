package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A power cut in the first group of a new log segment. The position that opening gives then is remembered by a snapshot,
 * and has to be there the next time, whether or not anything was appended since.
 */
class TornLastSegmentTest {

    private static final Path DIRECTORY = Path.of("goal");
    private static final JournalOptions OPTIONS = new JournalOptions(2500, 16 << 10, Optional.empty());

    private final SplittableRandom random = new SplittableRandom(23);
    private final List<JournalEntry> acknowledged = new ArrayList<>();
    private List<JournalEntry> inFlight;
    private JournalPosition saved;
    private Path last;
    private Map<Path, byte[]> stored;

    /** Appends until a group, which nobody was told of, opened the third segment. */
    @BeforeEach
    void rollOver() throws IOException {
        FaultyFiles files = new FaultyFiles();
        try (Journal journal = open(files, Optional.empty(), EntrySink.none())) {
            do {
                saved = journal.position();
                inFlight = Entries.group(random, 2, 120, 160);
                journal.append(inFlight);
                acknowledged.addAll(inFlight);
            } while (journal.position().segment() < 2);
            acknowledged.subList(saved.entries(), acknowledged.size()).clear();
            last = segment(journal.position().segment());
        }
        stored = files.snapshot();
        assertThat(saved.segment()).isEqualTo(1);
        assertThat(saved.entries()).isEqualTo(acknowledged.size()).isPositive();
    }

    @Test
    void aSegmentTornAtAnyOctetOpensAgainFromThePositionItGave() throws IOException {
        byte[] whole = stored.get(last);
        int kept = 0;
        for (int size = 0; size < whole.length; size++) {
            JournalPosition position = opensAgain("torn at " + size, Arrays.copyOf(whole, size));
            kept = Math.max(kept, position.entries() - saved.entries());
            if (size <= LogStart.SIZE) {
                assertThat(position).as("torn at " + size).isEqualTo(restarted());
            }
        }
        assertThat(kept).isEqualTo(inFlight.size());
    }

    /** A file system may have noted the size and not stored the octets. */
    @Test
    void aStartThatWasNotStoredOpensAgainFromThePositionItGave() throws IOException {
        for (int stays = 0; stays < LogStart.SIZE; stays++) {
            byte[] start = Arrays.copyOf(Arrays.copyOf(stored.get(last), stays), LogStart.SIZE);
            assertThat(opensAgain("the first " + stays + " octets stored", start))
                    .isEqualTo(restarted());
        }
    }

    @Test
    void aSegmentThatIsTornAgainWhileItIsRestartedOpensFromTheOlderPosition() throws IOException {
        for (int stays = 0; stays < LogStart.SIZE; stays++) {
            String about = "restarted, " + stays + " octets stored";
            FaultyFiles files = files(new byte[0]);
            open(files, Optional.of(saved), EntrySink.none()).close();
            files.replace(last, Arrays.copyOf(files.contentOf(last), stays));
            assertThat(holds(about, files, saved, List.of())).isEqualTo(restarted());
        }
    }

    private JournalPosition restarted() {
        return new JournalPosition(2, SegmentHeader.SIZE, saved.entries());
    }

    /** Opens, remembers, opens without and with new entries; returns the position that was given first. */
    private JournalPosition opensAgain(String about, byte[] torn) throws IOException {
        FaultyFiles files = files(torn);
        JournalPosition given = holds(about, files, saved, inFlight);
        assertThat(holds(about, files, given, inFlight)).as(about).isEqualTo(given);
        List<JournalEntry> possible = new ArrayList<>(inFlight.subList(0, given.entries() - saved.entries()));
        possible.addAll(append(files, given));
        JournalPosition next = holds(about, files, given, possible);
        assertThat(next.entries()).as(about).isEqualTo(saved.entries() + possible.size());
        return given;
    }

    private List<JournalEntry> append(FaultyFiles files, JournalPosition known) throws IOException {
        List<JournalEntry> group = Entries.group(random, 1, 120, 160);
        try (Journal journal = open(files, Optional.of(known), EntrySink.none())) {
            journal.append(group);
        }
        return group;
    }

    /** What was acknowledged is there, then some of {@code possible}; the verifier sees the same. */
    private JournalPosition holds(String about, FaultyFiles files, JournalPosition known, List<JournalEntry> possible)
            throws IOException {
        Replayed replayed = new Replayed();
        JournalPosition given;
        try (Journal journal = open(files, Optional.of(known), replayed)) {
            given = journal.position();
            List<JournalEntry> expected = new ArrayList<>(acknowledged);
            int more = given.entries() - acknowledged.size();
            assertThat(more).as(about).isBetween(0, possible.size());
            expected.addAll(possible.subList(0, more));
            replayed.assertHolds(about, journal, expected);
        }
        assertThat(JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.of(given), EntrySink.none()))
                .as(about)
                .isEmpty();
        return given;
    }

    private FaultyFiles files(byte[] lastSegment) throws IOException {
        FaultyFiles files = new FaultyFiles();
        for (Map.Entry<Path, byte[]> file : stored.entrySet()) {
            byte[] octets = file.getKey().equals(last) ? lastSegment : file.getValue();
            try (SegmentFile created = files.create(file.getKey())) {
                created.writeFully(ByteBuffer.wrap(octets), 0);
            }
        }
        return files;
    }

    private static Journal open(FaultyFiles files, Optional<JournalPosition> known, EntrySink sink) throws IOException {
        JournalOptions options = known.map(OPTIONS::withKnown).orElse(OPTIONS);
        return Journal.open(files, DIRECTORY, GOAL, TOPIC, options, sink);
    }

    private static Path segment(int number) {
        return DIRECTORY.resolve("log").resolve("0000000%d.segment".formatted(number));
    }
}
