package network.ian.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.ProofVerifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on the log and on a naive model, compared after every step. */
class GoalLogPropertyTest {

    private static final int STEPS = 60;

    private record Taken(LogView view, List<Entry> order, Hash root, List<Entry> arrived) {}

    private static final class Run {
        final long seed;
        final Random random;
        final NaiveLog model;
        final List<Taken> taken = new ArrayList<>();
        GoalLog log;
        Optional<MergeTask> running = Optional.empty();
        List<Entry> merging = List.of();
        long now = 1_000_000;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int deepest = random.nextBoolean() ? 20 : 300;
            this.model = new NaiveLog(deepest);
            this.log = new LogLoader(Entries.SALT).finish(List.of(), deepest);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void followsTheModel(long seed) {
        Run run = new Run(seed);
        for (int step = 0; step < STEPS; step++) {
            List<Entry> before = run.model.order();
            LogChange change = randomStep(run);
            List<Entry> after = run.model.order();
            String where = "seed " + seed + " step " + step;
            checkChange(run, where, change, before, after);
            checkView(where, new Taken(run.log.view(), after, NaiveLog.root(after), List.copyOf(run.model.arrived)));
            assertThat(run.log.pendingCount()).as(where).isEqualTo(run.model.pending.size());
            if (run.random.nextInt(3) == 0) {
                run.taken.add(new Taken(run.log.view(), after, NaiveLog.root(after), List.copyOf(run.model.arrived)));
            }
        }
        for (Taken taken : run.taken) {
            checkView("seed " + seed + ", an old view", taken);
        }
    }

    private static LogChange randomStep(Run run) {
        return switch (run.random.nextInt(12)) {
            case 0, 1 -> startMerge(run);
            case 2, 3 -> finishMerge(run);
            case 4 -> refreeze(run);
            case 5 -> run.random.nextInt(4) == 0 ? reload(run) : add(run);
            default -> add(run);
        };
    }

    private static LogChange add(Run run) {
        List<Entry> batch = new ArrayList<>();
        int pattern = run.random.nextInt(5);
        for (int i = run.random.nextInt(pattern == 0 ? 600 : 60); i > 0; i--) {
            batch.add(randomEntry(run, pattern));
            if (run.random.nextInt(10) == 0) {
                batch.add(batch.get(run.random.nextInt(batch.size())));
            }
        }
        List<Entry> knownBefore = new ArrayList<>(run.model.arrived);
        AddResult result = run.log.add(batch);
        run.model.add(batch);
        assertThat(result.entries()).hasSameSizeAs(batch);
        for (int i = 0; i < batch.size(); i++) {
            Entry entry = batch.get(i);
            boolean known = batch.indexOf(entry) < i || knownBefore.contains(entry);
            AddResult.Outcome expected = known
                    ? AddResult.Outcome.KNOWN
                    : run.model.pending.contains(entry) ? AddResult.Outcome.PENDING : AddResult.Outcome.PLACED;
            assertThat(result.entries().get(i))
                    .as("seed %d", run.seed)
                    .isEqualTo(new AddResult.Added(run.model.ordinalOf(entry), expected));
        }
        return result.change();
    }

    private static Entry randomEntry(Run run, int pattern) {
        Random random = run.random;
        run.now += random.nextInt(3);
        return switch (pattern) {
            case 0 -> Entries.at(random, run.now);
            case 1 -> Entries.at(random, run.now - random.nextInt(100));
            case 2 -> Entries.at(random, run.now / 50 * 50);
            case 3 -> Entries.at(random, random.nextInt(10) > 0 ? run.now : random.nextLong(run.now));
            default ->
                run.model.arrived.isEmpty() || random.nextBoolean()
                        ? Entries.at(random, random.nextLong(run.now + 10))
                        : run.model.arrived.get(random.nextInt(run.model.arrived.size()));
        };
    }

    private static LogChange startMerge(Run run) {
        if (run.running.isEmpty()) {
            run.running = run.log.startMerge();
            run.merging = List.copyOf(run.model.pending);
            assertThat(run.running.isPresent()).isEqualTo(!run.merging.isEmpty());
        } else if (run.random.nextInt(4) == 0) {
            run.log.abandonMerge();
            run.running = Optional.empty();
        }
        return LogChange.none(run.log.size());
    }

    private static LogChange finishMerge(Run run) {
        if (run.running.isEmpty()) {
            return LogChange.none(run.log.size());
        }
        run.model.pending.removeAll(run.merging);
        LogChange change = run.log.finishMerge(run.running.get().call());
        run.running = Optional.empty();
        return change;
    }

    private static LogChange refreeze(Run run) {
        List<Entry> frozen = new ArrayList<>();
        if (run.random.nextInt(5) > 0) {
            frozen.addAll(run.random.nextBoolean() ? run.model.frozen : List.of());
            List<Entry> candidates = Entries.shuffled(run.random, run.model.arrived);
            candidates.removeAll(frozen);
            int more = run.random.nextInt(Math.min(candidates.size(), 200) + 1);
            List<Entry> segment = run.random.nextBoolean() ? candidates.subList(0, more) : oldest(run, frozen, more);
            frozen.addAll(segment);
        }
        MergeTask stale = run.running.orElse(null);
        int[] ordinals = frozen.stream().mapToInt(run.model::ordinalOf).toArray();
        int cut = ordinals.length / 3;
        LogChange change = run.log.refreeze(List.of(
                IntStream.of(ordinals).limit(cut).toArray(),
                IntStream.of(ordinals).skip(cut).toArray()));
        run.model.frozen = frozen;
        run.model.pending.removeAll(frozen);
        if (stale != null) {
            assertThat(run.log.finishMerge(stale.call())).isEqualTo(LogChange.none(run.log.size()));
            run.running = Optional.empty();
        }
        return change;
    }

    private static List<Entry> oldest(Run run, List<Entry> besides, int count) {
        List<Entry> rest = new ArrayList<>(run.model.arrived);
        rest.removeAll(besides);
        rest.sort(NaiveLog.BY_KEY);
        return rest.subList(0, count);
    }

    private static LogChange reload(Run run) {
        LogLoader loader = new LogLoader(new IdSalt(run.random.nextLong(), run.random.nextLong()));
        for (Entry entry : run.model.arrived) {
            assertThat(loader.add(entry.id(), entry.timestampMs(), entry.locator()))
                    .isTrue();
            assertThat(loader.add(entry.id(), entry.timestampMs(), entry.locator()))
                    .isFalse();
        }
        int[] frozen = run.model.frozen.stream()
                .mapToInt(e -> loader.ordinalOf(e.id()).orElseThrow())
                .toArray();
        List<Entry> before = run.model.order();
        run.log = loader.finish(List.of(frozen), run.model.deepestDirect);
        run.running = Optional.empty();
        run.model.pending.clear();
        return expected(run, before, run.model.order());
    }

    private static void checkChange(Run run, String where, LogChange change, List<Entry> before, List<Entry> after) {
        assertThat(change).as(where).isEqualTo(expected(run, before, after));
        assertThat(change.reorders())
                .as(where)
                .isEqualTo(Collections.indexOfSubList(after, before) != 0 && !before.isEmpty());
    }

    private static LogChange expected(Run run, List<Entry> before, List<Entry> after) {
        int lowest = 0;
        while (lowest < before.size() && before.get(lowest).equals(after.get(lowest))) {
            lowest++;
        }
        List<Entry> placed = new ArrayList<>(after);
        placed.removeAll(new HashSet<>(before));
        return new LogChange(
                lowest,
                before.size(),
                after.size(),
                placed.stream().map(run.model::ordinalOf).toList());
    }

    private static void checkView(String where, Taken taken) {
        LogView view = taken.view();
        List<Entry> order = taken.order();
        assertThat(view.size()).as(where).isEqualTo(order.size());
        assertThat(view.root()).as(where).isEqualTo(taken.root());
        assertThat(view.entryCount()).as(where).isEqualTo(taken.arrived().size());
        for (int position = 0; position < order.size(); position++) {
            Entry entry = order.get(position);
            Entry seen = new Entry(view.idAt(position), view.timestampAt(position), view.locatorAt(position));
            if (!seen.equals(entry) || view.positionOf(entry.id()).orElse(-1) != position) {
                assertThat(seen).as("%s position %d", where, position).isEqualTo(entry);
                assertThat(view.positionOf(entry.id())).as(where).hasValue(position);
            }
        }
        checkIds(where, taken);
        checkProofs(where, view, order.size());
    }

    private static void checkIds(String where, Taken taken) {
        LogView view = taken.view();
        for (int ordinal = 0; ordinal < taken.arrived().size(); ordinal++) {
            Entry entry = taken.arrived().get(ordinal);
            if (view.ordinalOf(entry.id()).orElse(-1) != ordinal) {
                assertThat(view.ordinalOf(entry.id())).as(where).hasValue(ordinal);
            }
            assertThat(view.locatorOf(entry.id()).orElseThrow()).isEqualTo(entry.locator());
        }
        Hash unknown = Hash.wrap(new byte[Hash.SIZE]);
        assertThat(view.contains(unknown)).as(where).isFalse();
        assertThat(view.positionOf(unknown)).as(where).isEmpty();
        assertThat(view.locatorOf(unknown)).as(where).isEmpty();
    }

    private static void checkProofs(String where, LogView view, int size) {
        for (int treeSize = size; treeSize > 0; treeSize /= 3) {
            int position = (size * 31 + 7) % treeSize;
            assertThat(ProofVerifier.verify(view.inclusionProof(position, treeSize)))
                    .as(where)
                    .isTrue();
            assertThat(view.inclusionProof(position, treeSize).leafHash())
                    .as(where)
                    .isEqualTo(ProofVerifier.leafHash(view.idAt(position).view()));
            assertThat(ProofVerifier.verify(view.consistencyProof(treeSize, size)))
                    .as(where)
                    .isTrue();
        }
    }
}
