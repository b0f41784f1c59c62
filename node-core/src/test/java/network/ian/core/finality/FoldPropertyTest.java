package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.LogView;
import network.ian.core.view.Finality;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes that hear of the same entries in other orders and of the same chain at other times, with reorganisations, restarts,
 * lost files, deep merges and bad anchors in between, end alike, and as a sorted list says.
 */
class FoldPropertyTest {

    private static final int NODES = 3;
    private static final int STEPS = 120;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 5})
    void allNodesConclude(long seed) throws IOException {
        new Run(seed, directory).run(STEPS);
    }

    @Test
    @Tag("proof")
    void allNodesConcludeManyTimes() throws IOException {
        int anchors = 0;
        int lists = 0;
        for (long seed = 100; seed < 200; seed++) {
            Run run = new Run(seed, directory.resolve(Long.toString(seed)));
            run.run(2 * STEPS);
            anchors += run.chain.size();
            lists += run.lists;
        }
        System.out.println("seeds 100 to 199: " + anchors + " anchors at the end, " + lists + " lists from peers");
        assertThat(lists).isPositive();
    }

    private static final class Run {

        final long seed;
        final Random random;
        final List<StoredEntry> universe = new ArrayList<>();
        /** Node 0 commits. */
        final List<FoldingNode> nodes = new ArrayList<>();
        /** What every anchor that was ever proposed holds, by log root. */
        final Map<Hash, List<StoredEntry>> truth = new HashMap<>();

        final List<SettledAnchor> chain = new ArrayList<>();
        final List<SettledAnchor> sent = new ArrayList<>();
        int lists;
        long now = 10_000;
        long sequence;

        Run(long seed, Path directory) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i < NODES; i++) {
                nodes.add(new FoldingNode(directory.resolve("seed" + seed + "node" + i)));
            }
        }

        void run(int steps) throws IOException {
            for (int i = 0; i < steps; i++) {
                step();
            }
            conclude();
        }

        private void step() throws IOException {
            FoldingNode node = nodes.get(random.nextInt(NODES));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> create();
                case 3, 4 -> deliver(node, random.nextInt(universe.size() + 1));
                case 5 -> propose();
                case 6 -> settleSome();
                case 7 -> reorganise();
                case 8 -> tell(node);
                case 9 -> serve(node);
                case 10 -> merge(node);
                default -> trouble(node);
            }
            if (random.nextInt(3) == 0) {
                node.fold.fold(node.seeker);
            }
        }

        /** Most entries are new, some are late; somebody has them at once. */
        private void create() {
            for (int i = random.nextInt(6); i >= 0; i--) {
                now += random.nextInt(3);
                long age = random.nextInt(5) == 0 ? random.nextInt(60) : 0;
                StoredEntry entry = FoldEntries.at(random, now - age);
                universe.add(entry);
                nodes.forEach(node -> {
                    if (random.nextInt(4) > 0) {
                        node.goal.add(entry);
                    }
                });
            }
        }

        private void deliver(FoldingNode node, int count) {
            for (int i = 0; i < count; i++) {
                node.goal.add(universe.get(random.nextInt(universe.size())));
            }
        }

        private void propose() throws IOException {
            FoldingNode committer = nodes.get(0);
            tell(committer);
            Optional<Proposal> proposal = committer.fold.propose(List.copyOf(sent), now - random.nextInt(30));
            if (proposal.isEmpty()) {
                return;
            }
            Proposal made = proposal.get();
            SettledAnchor anchor = new SettledAnchor(++sequence, made.size(), made.logRoot(), made.leaderboardRoot());
            List<Segment> segments = committer.store.chain(made.logRoot()).orElseThrow();
            List<StoredEntry> prefix = IntStream.of(Segment.concatenated(segments))
                    .mapToObj(committer.goal.journal::get)
                    .toList();
            assertThat(FoldEntries.anchor(anchor.sequence(), prefix))
                    .as(where())
                    .isEqualTo(anchor);
            assertThat(prefix).as(where()).doesNotHaveDuplicates();
            truth.put(made.logRoot(), prefix);
            sent.add(anchor);
        }

        /** What was sent gets onto the chain in order, now and then with an anchor that is wrong before it. */
        private void settleSome() {
            int count = Math.min(sent.size(), 1 + random.nextInt(3));
            for (int i = 0; i < count; i++) {
                if (random.nextInt(5) == 0) {
                    lie();
                }
                chain.add(sent.remove(0));
            }
            nodes.forEach(node -> {
                if (random.nextBoolean()) {
                    tell(node);
                }
            });
        }

        private void lie() {
            if (chain.isEmpty()) {
                return;
            }
            SettledAnchor earlier = chain.get(random.nextInt(chain.size()));
            SettledAnchor next = sent.get(0);
            chain.add(
                    random.nextBoolean()
                            ? new SettledAnchor(next.sequence(), next.size(), next.logRoot(), earlier.leaderboardRoot())
                            : new SettledAnchor(
                                    next.sequence(), earlier.size(), next.logRoot(), earlier.leaderboardRoot()));
        }

        /** The chain loses its end; what was on it comes again later, or never. */
        private void reorganise() {
            int cut = Math.min(chain.size(), random.nextInt(4));
            List<SettledAnchor> lost = new ArrayList<>(chain.subList(chain.size() - cut, chain.size()));
            chain.subList(chain.size() - cut, chain.size()).clear();
            boolean forGood = random.nextBoolean();
            if (forGood) {
                sent.clear();
            } else {
                lost.removeIf(anchor -> !isTrue(anchor));
                sent.addAll(0, lost);
            }
            // The committer hears of it at once, since it must not continue what is gone.
            tell(nodes.get(0));
            nodes.get(0).fold.fold(nodes.get(0).seeker);
            tell(nodes.get(random.nextInt(NODES)));
        }

        private boolean isTrue(SettledAnchor anchor) {
            List<StoredEntry> prefix = truth.get(anchor.logRoot());
            return prefix != null
                    && FoldEntries.anchor(anchor.sequence(), prefix).equals(anchor);
        }

        private void tell(FoldingNode node) {
            node.fold.settled(Finality.Source.TAU, List.copyOf(chain), sent.size());
        }

        /** Somebody who has frozen what is asked for answers; now and then a liar was faster. */
        private void serve(FoldingNode node) {
            node.fold.fold(node.seeker);
            if (node.seeker.wanted.isEmpty()) {
                node.seeker.missing.forEach(id -> byId(id).ifPresent(node.goal::add));
                return;
            }
            PrefixWanted wanted = node.seeker.wanted.get();
            for (FoldingNode peer : nodes) {
                LogView log = peer.goal.log();
                boolean knows = log.frozenSize() >= wanted.size()
                        && log.rootAt(wanted.size()).equals(wanted.root());
                if (knows) {
                    List<Hash> ids = IntStream.range(wanted.from(), wanted.size())
                            .mapToObj(log::idAt)
                            .toList();
                    List<Hash> wrong = new ArrayList<>(ids);
                    wrong.set(0, FoldEntries.at(random, now).id());
                    assertThat(node.fold.offer(wanted, wrong)).as(where()).isFalse();
                    assertThat(node.fold.offer(wanted, ids)).as(where()).isTrue();
                    lists++;
                    node.fold.fold(node.seeker);
                    return;
                }
            }
        }

        private Optional<StoredEntry> byId(Hash id) {
            return universe.stream().filter(entry -> entry.id().equals(id)).findFirst();
        }

        private void merge(FoldingNode node) {
            if (random.nextBoolean()) {
                node.goal.startMerge();
            } else {
                node.goal.finishMerge();
            }
        }

        private void trouble(FoldingNode node) throws IOException {
            node.goal.refuses = random.nextInt(4) == 0;
            if (random.nextInt(4) > 0) {
                return;
            }
            Path file = SegmentFile.path(node.directory);
            if (node != nodes.get(0) && Files.exists(file) && random.nextBoolean()) {
                byte[] octets = Files.readAllBytes(file);
                octets[random.nextInt(octets.length)] ^= (byte) (1 + random.nextInt(255));
                Files.write(file, random.nextBoolean() ? octets : java.util.Arrays.copyOf(octets, octets.length / 2));
            }
            node.restart(random.nextBoolean());
        }

        private void conclude() throws IOException {
            chain.addAll(sent);
            sent.clear();
            for (FoldingNode node : nodes) {
                node.goal.refuses = false;
                universe.forEach(node.goal::add);
                node.goal.startMerge();
                node.goal.finishMerge();
                node.goal.startMerge();
                node.goal.finishMerge();
                tell(node);
                node.fold.fold(node.seeker);
            }
            for (int round = 0; round < chain.size(); round++) {
                nodes.forEach(this::serve);
            }
            List<StoredEntry> expected = expected();
            List<AnchorStanding.State> states = states(nodes.get(0));
            int frozen = frozen();
            for (FoldingNode node : nodes) {
                LogView log = node.goal.log();
                assertThat(states(node)).as(where()).isEqualTo(states).doesNotContain(AnchorStanding.State.PENDING);
                assertThat(log.frozenSize()).as(where()).isEqualTo(frozen);
                assertThat(log.root()).as(where()).isEqualTo(FoldEntries.root(expected));
                assertThat(node.goal.ranked().stream().map(c -> c.id()).toList())
                        .as(where())
                        .isEqualTo(ranked(expected));
                assertThat(node.seeker.wanted).as(where()).isEmpty();
            }
        }

        private static List<AnchorStanding.State> states(FoldingNode node) {
            return node.fold.result().standings().stream()
                    .map(AnchorStanding::state)
                    .toList();
        }

        /** The last true anchor's entries, then the rest by key: all that the fold is about. */
        private List<StoredEntry> expected() {
            List<StoredEntry> expected = new ArrayList<>();
            for (SettledAnchor anchor : chain) {
                if (isTrue(anchor)) {
                    assertThat(truth.get(anchor.logRoot()).subList(0, expected.size()))
                            .as(where())
                            .isEqualTo(expected);
                    expected = new ArrayList<>(truth.get(anchor.logRoot()));
                }
            }
            HashSet<StoredEntry> anchored = new HashSet<>(expected);
            universe.stream()
                    .filter(entry -> !anchored.contains(entry))
                    .sorted(FoldEntries.BY_KEY)
                    .forEach(expected::add);
            return expected;
        }

        private int frozen() {
            return chain.stream()
                    .filter(this::isTrue)
                    .mapToInt(SettledAnchor::size)
                    .max()
                    .orElse(0);
        }

        private static List<Hash> ranked(List<StoredEntry> order) {
            FakeGoal fresh = new FakeGoal();
            // A list in its final order is its own journal, all of it frozen.
            FakeGoal frozen = new FakeGoal(order, whole(order), fresh.anchor);
            return frozen.ranked().stream().map(c -> c.id()).toList();
        }

        private static List<Segment> whole(List<StoredEntry> order) {
            return order.isEmpty()
                    ? List.of()
                    : List.of(new Segment(
                            0,
                            FoldEntries.root(List.of()),
                            FoldEntries.root(order),
                            FoldEntries.leaderboardRoot(order),
                            IntStream.range(0, order.size()).toArray()));
        }

        private String where() {
            return "seed " + seed + ", " + universe.size() + " entries, chain of " + chain.size();
        }
    }
}
