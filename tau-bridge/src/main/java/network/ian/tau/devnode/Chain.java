package network.ian.tau.devnode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;

/** Every block that was ever made, and which of them count: the greatest height, ties to the smallest hash. */
final class Chain {

    private record Stored(TauBlock block, Accounts after) {}

    private final Map<Hash, Stored> blocks = new LinkedHashMap<>();
    private final Map<Hash, List<Hash>> holders = new HashMap<>();
    private final List<Hash> best = new ArrayList<>();

    Chain() {
        blocks.put(Genesis.BLOCK.claimedHash(), new Stored(Genesis.BLOCK, Genesis.ACCOUNTS));
        best.add(Genesis.BLOCK.claimedHash());
    }

    /**
     * Stores a block.
     *
     * @throws IllegalArgumentException if its parent is not stored
     */
    void add(TauBlock block) {
        Stored parent = blocks.get(block.header().previous());
        if (parent == null) {
            throw new IllegalArgumentException("block " + block.claimedHash() + " stands on no stored block");
        }
        Accounts after = parent.after()
                .after(block.transactions(), block.header().proposer().hex());
        blocks.put(block.claimedHash(), new Stored(block, after));
        block.transactionIds()
                .forEach(id ->
                        holders.computeIfAbsent(id, none -> new ArrayList<>()).add(block.claimedHash()));
        if (beatsHead(block)) {
            follow(block);
        }
    }

    TauBlock head() {
        return at(height());
    }

    int height() {
        return best.size() - 1;
    }

    /** The block of the best chain with this number, 0 to {@link #height}. */
    TauBlock at(int number) {
        return blocks.get(best.get(number)).block();
    }

    /** Accounts after a stored block. */
    Accounts accounts(TauBlock block) {
        return blocks.get(block.claimedHash()).after();
    }

    Accounts accounts() {
        return accounts(head());
    }

    /** The best chain from block 0 on. */
    List<TauBlock> canonical() {
        return best.stream().map(hash -> blocks.get(hash).block()).toList();
    }

    /** Everything stored, abandoned forks included, in the order of their numbers. */
    List<TauBlock> all() {
        return blocks.values().stream()
                .map(Stored::block)
                .sorted(Comparator.comparingLong(block -> block.header().number()))
                .toList();
    }

    int size() {
        return blocks.size();
    }

    /** The block of the best chain that holds a transaction. */
    Optional<TauBlock> holding(Hash transaction) {
        return holders.getOrDefault(transaction, List.of()).stream()
                .map(hash -> blocks.get(hash).block())
                .filter(this::isCanonical)
                .findFirst();
    }

    boolean isCanonical(TauBlock block) {
        long number = block.header().number();
        return number < best.size() && best.get((int) number).equals(block.claimedHash());
    }

    private boolean beatsHead(TauBlock block) {
        long number = block.header().number();
        return number > height() || (number == height() && block.claimedHash().compareTo(head().claimedHash()) < 0);
    }

    private void follow(TauBlock head) {
        List<TauBlock> branch = new ArrayList<>();
        for (TauBlock at = head; !isCanonical(at); ) {
            branch.add(0, at);
            at = blocks.get(at.header().previous()).block();
        }
        int fork = (int) branch.get(0).header().number();
        best.subList(fork, best.size()).clear();
        branch.forEach(block -> best.add(block.claimedHash()));
    }
}
