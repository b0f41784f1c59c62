package network.ian.tau.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** What a chain should say, computed from scratch each time. */
final class NaiveChain {

    private final TauBlock block0;
    private final Map<Hash, TauBlock> known = new LinkedHashMap<>();
    private final Map<Hash, Map<Integer, TauTransaction>> anchors = new LinkedHashMap<>();

    NaiveChain(TauBlock block0) {
        this.block0 = block0;
    }

    boolean knows(TauBlock block) {
        return block.equals(block0) || known.containsKey(block.claimedHash());
    }

    boolean knowsParent(TauBlock block) {
        Hash parent = block.header().previous();
        return parent.equals(block0.claimedHash()) || known.containsKey(parent);
    }

    /** A download: whatever connects, in whatever order. */
    void read(List<TauBlock> blocks) {
        List<TauBlock> left = new ArrayList<>(blocks);
        while (left.removeIf(block -> {
            if (knowsParent(block)) {
                add(block, Set.of());
            }
            return knowsParent(block);
        })) {}
    }

    void add(TauBlock block, Set<Integer> leftOut) {
        known.put(block.claimedHash(), block);
        Map<Integer, TauTransaction> found = anchors.computeIfAbsent(block.claimedHash(), any -> new TreeMap<>());
        for (int i = 0; i < block.transactions().size(); i++) {
            TauTransaction transaction = block.transactions().get(i);
            if (transaction.sender().equals(ChainForge.committer().hex()) && !leftOut.contains(i)) {
                found.put(i, transaction);
            }
        }
    }

    Hash tip() {
        return best().claimedHash();
    }

    /** Hashes of the transactions that count. */
    List<Hash> anchors() {
        List<TauBlock> path = new ArrayList<>();
        for (TauBlock at = best(); at != null; at = known.get(at.header().previous())) {
            path.add(at);
        }
        Collections.reverse(path);
        List<Hash> counting = new ArrayList<>();
        long last = -1;
        for (TauBlock block : path) {
            for (TauTransaction transaction :
                    anchors.getOrDefault(block.claimedHash(), Map.of()).values()) {
                if (transaction.sequence() > last) {
                    last = transaction.sequence();
                    counting.add(transaction.hash());
                }
            }
        }
        return counting;
    }

    private TauBlock best() {
        return known.values().stream()
                .min(Comparator.comparingLong(
                                (TauBlock block) -> -block.header().number())
                        .thenComparing(TauBlock::claimedHash))
                .orElse(block0);
    }
}
