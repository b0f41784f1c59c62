package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pulls the plug at any operation, again and again: nothing that was acknowledged is ever missing. */
class JournalCrashTest {

    private static final Path DIRECTORY = Path.of("goal");
    private static final int SEEDS = 60;
    private static final int CRASHES = 6;

    /** The plug is pulled: no operation happens any more. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private enum Loss {
        NOTHING,
        SUFFIXES,
        NOTHING_OR_SUFFIXES,
        PAGES
    }

    /** One journal's life. */
    private static final class Life {

        private final SplittableRandom random;
        private final SplittableRandom remembering;
        private final String about;
        private final Loss loss;
        private final FaultyFiles files = new FaultyFiles();
        private final List<JournalEntry> acknowledged = new ArrayList<>();
        private final Set<Integer> dropped = new HashSet<>();
        private List<JournalEntry> inFlight = List.of();
        private int dropping = -1;
        private Optional<JournalPosition> remembered = Optional.empty();
        private int operationsLeft;
        private int kept;

        Life(long seed, Loss loss) {
            this.random = new SplittableRandom(seed);
            this.remembering = new SplittableRandom(~seed);
            this.loss = loss;
            this.about = "seed " + seed + ", loss of " + loss;
        }

        /** False if it ended with the journal refusing a group whose octets were lost in its middle. */
        boolean live() throws IOException {
            for (int i = 0; i < CRASHES; i++) {
                armed(this::work);
                lose();
                armed(() -> open(new Replayed()).close());
                lose();
                if (!recover()) {
                    return false;
                }
            }
            return true;
        }

        private interface Step {
            void run() throws IOException;
        }

        private void armed(Step step) throws IOException {
            operationsLeft = random.nextInt(loss == Loss.PAGES ? 250 : 120);
            files.limitWrites(wanted -> random.nextInt(4) == 0 ? 1 + random.nextInt(wanted) : wanted);
            files.failWhen((operation, file) -> {
                if (!operation.equals("read") && operationsLeft-- <= 0) {
                    throw new Crash();
                }
            });
            try {
                step.run();
            } catch (Crash e) {
                assertThat(operationsLeft).as(about).isNegative();
            } catch (JournalDamagedException e) {
                assertThat(loss).as(about + ": " + e.getMessage()).isEqualTo(Loss.PAGES);
            } finally {
                files.heal();
            }
        }

        private Journal open(EntrySink sink) throws IOException {
            return Journal.open(files, DIRECTORY, GOAL, TOPIC, new JournalOptions(3000, 16 << 10, remembered), sink);
        }

        /** As a node does now and then: what a snapshot remembers outlives every crash. */
        private void remember(Journal journal) {
            if (journal.entries() > 0 && remembering.nextInt(3) == 0) {
                remembered = Optional.of(journal.position());
            }
        }

        private void work() throws IOException {
            Replayed replayed = new Replayed();
            Journal journal = open(replayed);
            while (true) {
                remember(journal);
                List<JournalEntry> group = Entries.group(random, 6);
                inFlight = group;
                long[] locators = journal.append(group);
                acknowledged.addAll(group);
                inFlight = List.of();
                if (random.nextInt(4) == 0) {
                    dropping = acknowledged.size() - 1;
                    journal.dropBody(locators[locators.length - 1]);
                    dropped.add(dropping);
                    dropping = -1;
                }
            }
        }

        private void lose() {
            switch (loss) {
                case NOTHING -> {}
                case SUFFIXES -> files.crashKeepingPrefixes(random);
                case NOTHING_OR_SUFFIXES -> {
                    if (random.nextBoolean()) {
                        files.crashKeepingPrefixes(random);
                    }
                }
                case PAGES -> files.crashKeepingPages(random, 1 << (4 + random.nextInt(6)));
            }
        }

        private boolean recover() throws IOException {
            Replayed replayed = new Replayed();
            Map<Path, byte[]> before = files.snapshot();
            try (Journal journal = open(replayed)) {
                check(replayed, journal);
                remember(journal);
                kept += journal.recovery().keptAfterLastCommit();
            } catch (JournalDamagedException e) {
                assertThat(loss).as(about + ": " + e.getMessage()).isEqualTo(Loss.PAGES);
                assertThat(e).as(about).hasMessageContaining("a whole record follows at offset");
                assertThat(files.snapshot()).as(about).containsExactlyEntriesOf(before);
                return false;
            }
            assertThat(JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, remembered, EntrySink.none()))
                    .as(about)
                    .isEmpty();
            return true;
        }

        private void check(Replayed replayed, Journal journal) throws IOException {
            List<JournalEntry> possible = new ArrayList<>(acknowledged);
            possible.addAll(inFlight);
            int found = replayed.entries().size();
            assertThat(found).as(about).isBetween(acknowledged.size(), possible.size());
            for (int i = 0; i < found; i++) {
                StoredEntry stored = replayed.entries().get(i);
                Replayed.assertSame(about, stored, possible.get(i));
                checkBody(i, journal.readBody(stored).isEmpty(), journal, stored, possible.get(i));
            }
            acknowledged.addAll(inFlight.subList(0, found - acknowledged.size()));
            inFlight = List.of();
            dropping = -1;
        }

        private void checkBody(int i, boolean gone, Journal journal, StoredEntry stored, JournalEntry entry)
                throws IOException {
            if (i == dropping && gone) {
                dropped.add(i);
            }
            assertThat(gone).as(about + ", body " + i).isEqualTo(dropped.contains(i));
            if (!gone) {
                assertThat(journal.readBody(stored)).as(about).contains(entry.body());
            }
        }
    }

    @Test
    void killsAndPowerCutsInTurnLoseNothing() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(new Life(seed, Loss.NOTHING_OR_SUFFIXES).live()).isTrue();
        }
    }

    @Test
    @Tag("proof")
    void thousandsOfCrashes() throws IOException {
        for (long seed = 1_000; seed < 6_000; seed++) {
            for (Loss loss : Loss.values()) {
                new Life(seed, loss).live();
            }
        }
    }

    @Test
    void aKilledProcessLosesNothing() throws IOException {
        int kept = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Life life = new Life(seed, Loss.NOTHING);
            assertThat(life.live()).isTrue();
            kept += life.kept;
        }
        assertThat(kept)
                .as("some crashes leave whole entries without a commit record")
                .isPositive();
    }

    @Test
    void aTakedownKilledTwiceAndThenCutOffLeavesNoTornBody() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Life life = new Life(seed, Loss.SUFFIXES);
            long locator;
            try (Journal journal = life.open(EntrySink.none())) {
                locator = journal.append(List.of(Entries.random(life.random, 50, 50)))[0];
                crashIn(life.files, "forceDirectory", 1, () -> journal.dropBody(locator));
            }
            crashIn(life.files, "write", 2, () -> life.open(EntrySink.none()));
            life.lose();
            life.open(EntrySink.none()).close();
            assertThat(JournalVerifier.verify(life.files, DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none()))
                    .as(life.about)
                    .isEmpty();
        }
    }

    /** Kills the process in the {@code nth} operation of this name. */
    private static void crashIn(FaultyFiles files, String doomed, int nth, ThrowingCallable step) {
        int[] left = {nth};
        files.failWhen((operation, file) -> {
            if (operation.equals(doomed) && --left[0] <= 0) {
                throw new Crash();
            }
        });
        assertThatThrownBy(step).isInstanceOf(Crash.class);
        files.heal();
    }

    @Test
    void aPowerCutThatLeavesAnyPrefixLosesNothing() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(new Life(seed, Loss.SUFFIXES).live()).isTrue();
        }
    }

    @Test
    void aPowerCutThatLosesAnyPagesLosesNothingOrIsSaid() throws IOException {
        int recovered = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            recovered += new Life(seed, Loss.PAGES).live() ? 1 : 0;
        }
        assertThat(recovered).isBetween(1, SEEDS - 1);
    }
}
