package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.LogView;
import network.ian.core.view.Finality;

/** Random steps of some nodes and a chain from one seed, and then the comparison of all nodes with a sorted list. */
final class FoldRun {

    private static final int NODES = 3;

    private final long seed;
    private final Random random;
    private final SimulatedChain chain;
    private final List<StoredEntry> universe = new ArrayList<>();

    /** Node 0 commits. */
    private final List<FoldingNode> nodes = new ArrayList<>();

    private int lists;
    private long now = 10_000;

    FoldRun(long seed, Path directory) throws IOException {
        this.seed = seed;
        this.random = new Random(seed);
        this.chain = new SimulatedChain(random);
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

    /** Anchors on the chain. */
    int anchors() {
        return chain.settled.size();
    }

    /** Lists of ids that nodes got from each other. */
    int lists() {
        return lists;
    }

    private void step() throws IOException {
        FoldingNode node = nodes.get(random.nextInt(NODES));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> create();
            case 3, 4 -> deliver(node, random.nextInt(universe.size() + 1));
            case 5 -> propose();
            case 6 -> settle();
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
        Optional<Proposal> proposal = committer.fold.propose(List.copyOf(chain.sent), now - random.nextInt(30));
        if (proposal.isEmpty()) {
            return;
        }
        Proposal made = proposal.get();
        List<Segment> segments = committer.store.chain(made.logRoot()).orElseThrow();
        List<StoredEntry> prefix = IntStream.of(Segment.concatenated(segments))
                .mapToObj(committer.goal.journal::get)
                .toList();
        SettledAnchor anchor = chain.send(made, prefix);
        assertThat(FoldEntries.anchor(anchor.sequence(), prefix)).as(where()).isEqualTo(anchor);
        assertThat(prefix).as(where()).doesNotHaveDuplicates();
    }

    private void settle() {
        chain.settleSome();
        nodes.forEach(node -> {
            if (random.nextBoolean()) {
                tell(node);
            }
        });
    }

    private void reorganise() {
        chain.reorganise();
        // The committer hears of it at once, since it must not continue what is gone.
        tell(nodes.get(0));
        nodes.get(0).fold.fold(nodes.get(0).seeker);
        tell(nodes.get(random.nextInt(NODES)));
    }

    private void tell(FoldingNode node) {
        node.fold.settled(Finality.Source.TAU, List.copyOf(chain.settled), chain.sent.size());
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
            Files.write(file, random.nextBoolean() ? octets : Arrays.copyOf(octets, octets.length / 2));
        }
        node.restart(random.nextBoolean());
    }

    private void conclude() throws IOException {
        chain.settleAll();
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
        for (int round = 0; round < chain.settled.size(); round++) {
            nodes.forEach(this::serve);
        }
        List<StoredEntry> expected = expected();
        List<AnchorStanding.State> states = nodes.get(0).states();
        int frozen = chain.frozen();
        for (FoldingNode node : nodes) {
            LogView log = node.goal.log();
            assertThat(node.states()).as(where()).isEqualTo(states).doesNotContain(AnchorStanding.State.PENDING);
            assertThat(log.frozenSize()).as(where()).isEqualTo(frozen);
            assertThat(log.root()).as(where()).isEqualTo(FoldEntries.root(expected));
            assertThat(node.goal.ranked().stream().map(c -> c.id()).toList())
                    .as(where())
                    .isEqualTo(ranked(expected));
            assertThat(node.seeker.wanted).as(where()).isEmpty();
        }
    }

    /** The last true anchor's entries, then the rest by key: all that the fold is about. */
    private List<StoredEntry> expected() {
        List<StoredEntry> expected = chain.anchored(where());
        HashSet<StoredEntry> anchored = new HashSet<>(expected);
        universe.stream()
                .filter(entry -> !anchored.contains(entry))
                .sorted(FoldEntries.BY_KEY)
                .forEach(expected::add);
        return expected;
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
        return "seed " + seed + ", " + universe.size() + " entries, chain of " + chain.settled.size();
    }
}
