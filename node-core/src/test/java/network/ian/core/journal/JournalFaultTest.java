package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Failing operations: what was refused is not there, what was acknowledged is, and a failed fsync is final. */
class JournalFaultTest {

    private static final Path DIRECTORY = Path.of("goal");
    private static final JournalOptions OPTIONS = JournalOptions.defaults().withSegmentBytes(2500);

    private final FaultyFiles files = new FaultyFiles();
    private final SplittableRandom random = new SplittableRandom(11);
    private final List<JournalEntry> acknowledged = new ArrayList<>();
    private List<JournalEntry> refused = List.of();

    private Journal open(EntrySink sink) throws IOException {
        return Journal.open(files, DIRECTORY, GOAL, TOPIC, OPTIONS, sink);
    }

    private void append(Journal journal) throws IOException {
        refused = Entries.group(random, 4);
        journal.append(refused);
        acknowledged.addAll(refused);
        refused = List.of();
    }

    private void assertHolds(String about) throws IOException {
        files.heal();
        Replayed replayed = new Replayed();
        try (Journal journal = open(replayed)) {
            replayed.assertHolds(about, journal, acknowledged);
        }
        assertThat(JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none()))
                .as(about)
                .isEmpty();
    }

    /** Where the disk is dead no refused group can be cut; whole entries of it may be there once the disk is back. */
    private void adoptWhatCouldNotBeCut(String about) throws IOException {
        try (Journal journal = open(EntrySink.none())) {
            int more = journal.entries() - acknowledged.size();
            assertThat(more).as(about).isBetween(0, refused.size());
            acknowledged.addAll(refused.subList(0, more));
            refused = List.of();
        }
    }

    /** Lets the operation with this number fail, and all later ones too if {@code forGood}. */
    private int[] failAt(int number, boolean forGood, Map<String, Integer> seen) {
        int[] count = {0};
        files.failWhen((operation, file) -> {
            int now = count[0]++;
            if (now == number || (forGood && now > number)) {
                seen.merge(operation, 1, Integer::sum);
                throw new IOException("input/output error");
            }
        });
        return count;
    }

    @Test
    void anyOperationMayFailWhileAppending() throws IOException {
        Map<String, Integer> failed = new HashMap<>();
        Map<String, Integer> outcomes = new HashMap<>();
        for (boolean forGood : new boolean[] {false, true}) {
            for (int number = 0; number < 60; number++) {
                String about = "operation " + number + " fails" + (forGood ? " for good" : "");
                Journal journal = open(EntrySink.none());
                failAt(number, forGood, failed);
                boolean failing = false;
                for (int i = 0; i < 8 && !failing; i++) {
                    try {
                        append(journal);
                    } catch (JournalException e) {
                        failing = true;
                        outcomes.merge(e.getClass().getSimpleName(), 1, Integer::sum);
                        assertThat(journal.failure().isPresent())
                                .as(about)
                                .isEqualTo(e instanceof JournalFailedException);
                    }
                }
                assertThat(journal.entries()).as(about).isEqualTo(acknowledged.size());
                files.heal();
                if (journal.failure().isEmpty()) {
                    append(journal);
                } else if (forGood) {
                    journal.close();
                    adoptWhatCouldNotBeCut(about);
                } else {
                    assertThatThrownBy(() -> append(journal)).as(about).isInstanceOf(JournalFailedException.class);
                }
                journal.close();
                assertHolds(about);
            }
        }
        assertThat(failed).containsKeys("write", "force", "create", "forceDirectory", "truncate");
        assertThat(outcomes).containsOnlyKeys("JournalFullException", "JournalFailedException");
    }

    @Test
    void anyOperationMayFailWhileOpening() throws IOException {
        boolean opened = false;
        for (int number = 0; !opened; number++) {
            FaultyFiles fresh = new FaultyFiles();
            int[] count = {0};
            int failing = number;
            fresh.failWhen((operation, file) -> {
                if (count[0]++ == failing) {
                    throw new IOException("input/output error");
                }
            });
            try {
                Journal.open(fresh, DIRECTORY, GOAL, TOPIC, OPTIONS, EntrySink.none())
                        .close();
                opened = true;
                assertThat(number).isGreaterThan(10);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("input/output error");
            }
            fresh.heal();
            try (Journal journal = Journal.open(fresh, DIRECTORY, GOAL, TOPIC, OPTIONS, EntrySink.none())) {
                journal.append(Entries.group(random, 3));
            }
        }
    }

    @Test
    void aFailedFsyncIsNeverRepeated() throws IOException {
        Journal journal = open(EntrySink.none());
        append(journal);
        int[] forces = {0};
        files.failWhen((operation, file) -> {
            if (operation.equals("force") && file.startsWith(DIRECTORY.resolve("log"))) {
                forces[0]++;
                throw new IOException("input/output error");
            }
        });
        assertThatThrownBy(() -> append(journal))
                .isInstanceOf(JournalFailedException.class)
                .hasMessageContaining("log/00000000.segment: fsync failed");
        assertThatThrownBy(() -> append(journal)).isInstanceOf(JournalFailedException.class);
        assertThatThrownBy(() -> journal.dropBody(Locator.of(0, LogStart.SIZE)))
                .isInstanceOf(JournalFailedException.class);
        journal.close();
        assertThat(forces[0]).isEqualTo(1);
        assertHolds("the group whose fsync failed was cut");
    }

    @Test
    void aFullDiskStopsIntakeUntilThereIsSpace() throws IOException {
        try (Journal journal = open(EntrySink.none())) {
            int refused = 0;
            for (int i = 0; i < 200; i++) {
                int[] space = {random.nextInt(1200)};
                files.limitWrites(wanted -> {
                    int count = space[0] == 0 ? -1 : Math.min(wanted, space[0]);
                    space[0] -= Math.max(count, 0);
                    return count;
                });
                long bytes = journal.bytesOnDisk();
                try {
                    append(journal);
                } catch (JournalFullException e) {
                    refused++;
                    assertThat(e).hasMessageContaining("No space left on device");
                    assertThat(journal.bytesOnDisk() - bytes)
                            .as("no more than a segment's start stays")
                            .isIn(0L, (long) LogStart.SIZE);
                }
                assertThat(journal.entries()).isEqualTo(acknowledged.size());
                files.heal();
            }
            assertThat(refused).isBetween(20, 190);
            append(journal);
        }
        assertHolds("after a full disk");
    }

    @Test
    void aWriteThatMakesNoProgressIsAFailure() throws IOException {
        try (Journal journal = open(EntrySink.none())) {
            files.limitWrites(wanted -> 0);
            assertThatThrownBy(() -> append(journal))
                    .isInstanceOf(JournalFullException.class)
                    .hasMessageContaining("nothing was written");
        }
        assertHolds("nothing written");
    }

    @Test
    void anyOperationMayFailDuringATakedown() throws IOException {
        boolean done = false;
        for (int number = 0; !done; number++) {
            Journal journal = open(EntrySink.none());
            List<JournalEntry> group = Entries.group(random, 1, 100, 100);
            long locator = journal.append(group)[0];
            int before = number;
            int[] count = failAt(number, false, new HashMap<>());
            try {
                assertThat(journal.dropBody(locator)).isTrue();
                done = count[0] <= before;
            } catch (IOException e) {
                files.heal();
                if (journal.failure().isEmpty()) {
                    assertThat(journal.readBody(journal.read(locator)))
                            .as("operation " + number)
                            .contains(group.get(0).body());
                }
            }
            files.heal();
            boolean begun = journal.failure().isPresent();
            journal.close();
            try (Journal again = open(EntrySink.none())) {
                boolean gone = again.readBody(again.read(locator)).isEmpty();
                assertThat(gone || !begun || number == 0)
                        .as("operation " + number)
                        .isTrue();
                again.dropBody(locator);
                assertThat(again.readBody(again.read(locator))).isEmpty();
            }
            assertThat(JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none()))
                    .isEmpty();
        }
    }

    @Test
    void anUnreadableSectorIsSaid() throws IOException {
        try (Journal journal = open(EntrySink.none())) {
            append(journal);
        }
        files.failWhen((operation, file) -> {
            if (operation.equals("read") && file.startsWith(DIRECTORY.resolve("bodies"))) {
                throw new IOException("input/output error");
            }
        });
        assertThat(JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none()))
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo(DIRECTORY.resolve("bodies/00000000.segment"));
                    assertThat(problem.what()).contains("cannot be read: input/output error");
                });
    }
}
