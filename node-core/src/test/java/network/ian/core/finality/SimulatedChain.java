package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.StoredEntry;

/** A chain of anchors that takes some late, loses its end now and then, and holds some that are wrong. */
final class SimulatedChain {

    /** What is on the chain now, in order. */
    final List<SettledAnchor> settled = new ArrayList<>();

    /** What was proposed and is not on the chain yet, in order. */
    final List<SettledAnchor> sent = new ArrayList<>();

    /** What every anchor that was ever proposed holds, by log root. */
    private final Map<Hash, List<StoredEntry>> truth = new HashMap<>();

    private final Random random;
    private long sequence;

    SimulatedChain(Random random) {
        this.random = random;
    }

    /** Sends an anchor that holds {@code prefix}. */
    SettledAnchor send(Proposal made, List<StoredEntry> prefix) {
        SettledAnchor anchor = new SettledAnchor(++sequence, made.size(), made.logRoot(), made.leaderboardRoot());
        truth.put(made.logRoot(), prefix);
        sent.add(anchor);
        return anchor;
    }

    /** What was sent gets onto the chain in order, now and then with an anchor that is wrong before it. */
    void settleSome() {
        int count = Math.min(sent.size(), 1 + random.nextInt(3));
        for (int i = 0; i < count; i++) {
            if (random.nextInt(5) == 0) {
                lie();
            }
            settled.add(sent.remove(0));
        }
    }

    /** All that was sent gets onto the chain. */
    void settleAll() {
        settled.addAll(sent);
        sent.clear();
    }

    private void lie() {
        if (settled.isEmpty()) {
            return;
        }
        SettledAnchor earlier = settled.get(random.nextInt(settled.size()));
        SettledAnchor next = sent.get(0);
        settled.add(
                random.nextBoolean()
                        ? new SettledAnchor(next.sequence(), next.size(), next.logRoot(), earlier.leaderboardRoot())
                        : new SettledAnchor(
                                next.sequence(), earlier.size(), next.logRoot(), earlier.leaderboardRoot()));
    }

    /** The chain loses its end; what was on it comes again later, or never. */
    void reorganise() {
        int cut = Math.min(settled.size(), random.nextInt(4));
        List<SettledAnchor> lost = new ArrayList<>(settled.subList(settled.size() - cut, settled.size()));
        settled.subList(settled.size() - cut, settled.size()).clear();
        boolean forGood = random.nextBoolean();
        if (forGood) {
            sent.clear();
        } else {
            lost.removeIf(anchor -> !isTrue(anchor));
            sent.addAll(0, lost);
        }
    }

    private boolean isTrue(SettledAnchor anchor) {
        List<StoredEntry> prefix = truth.get(anchor.logRoot());
        return prefix != null && FoldEntries.anchor(anchor.sequence(), prefix).equals(anchor);
    }

    /** The last true anchor's entries, each of which continues the one before. */
    List<StoredEntry> anchored(String where) {
        List<StoredEntry> expected = new ArrayList<>();
        for (SettledAnchor anchor : settled) {
            if (isTrue(anchor)) {
                assertThat(truth.get(anchor.logRoot()).subList(0, expected.size()))
                        .as(where)
                        .isEqualTo(expected);
                expected = new ArrayList<>(truth.get(anchor.logRoot()));
            }
        }
        return expected;
    }

    /** How many entries are anchored. */
    int frozen() {
        return settled.stream()
                .filter(this::isTrue)
                .mapToInt(SettledAnchor::size)
                .max()
                .orElse(0);
    }
}
