package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A journal of several segments of either kind, with its first body dropped, in files that a test can change. */
final class FilledJournal {

    static final Path DIRECTORY = Path.of("goal");
    static final Path LOG = DIRECTORY.resolve("log/00000000.segment");
    static final Path BODIES = DIRECTORY.resolve("bodies/00000000.segment");
    private static final JournalOptions OPTIONS = new JournalOptions(1200, 16 << 10, Optional.empty());

    final FaultyFiles files = new FaultyFiles();
    final SplittableRandom random = new SplittableRandom(5);
    final List<JournalEntry> all = new ArrayList<>();

    FilledJournal() throws IOException {
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

    Journal open(EntrySink sink) throws IOException {
        return Journal.open(files, DIRECTORY, GOAL, TOPIC, OPTIONS, sink);
    }

    List<Problem> verify() throws IOException {
        return JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none());
    }

    /** The newest segment of {@code log} or {@code bodies}. */
    Path last(String kind) throws IOException {
        List<String> names = files.list(DIRECTORY.resolve(kind));
        return DIRECTORY.resolve(kind).resolve(names.get(names.size() - 1));
    }

    void assertFound(Path file, String what) throws IOException {
        assertThat(verify()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.what()).contains(what);
        });
    }
}
