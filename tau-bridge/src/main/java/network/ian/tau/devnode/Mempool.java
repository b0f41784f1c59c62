package network.ian.tau.devnode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.tau.transaction.TauTransaction;

/** Transactions that wait for a block, and what became of those that never got into one. */
final class Mempool {

    /** Why a transaction left without being mined; the words of {@code gettxstatus}. */
    enum Dropped {
        EXPIRED,
        EVICTED,
        REJECTED
    }

    private final Map<Hash, TauTransaction> waiting = new LinkedHashMap<>();
    private final Map<Hash, Dropped> dropped = new HashMap<>();

    void add(TauTransaction transaction) {
        waiting.put(transaction.hash(), transaction);
    }

    /** Puts transactions before those that wait already. */
    void addFirst(List<TauTransaction> transactions) {
        Map<Hash, TauTransaction> later = new LinkedHashMap<>(waiting);
        waiting.clear();
        transactions.forEach(this::add);
        waiting.putAll(later);
    }

    void remove(List<Hash> transactions) {
        transactions.forEach(waiting::remove);
    }

    void drop(Hash transaction, Dropped why) {
        waiting.remove(transaction);
        dropped.put(transaction, why);
    }

    /** Forgets what cannot get into a block any more: expired ones, and those whose sequence number is used up. */
    void prune(Accounts accounts, long nowSeconds) {
        for (TauTransaction transaction : waiting()) {
            if (transaction.expirationSeconds() < nowSeconds) {
                drop(transaction.hash(), Dropped.EXPIRED);
            } else if (transaction.sequence() < accounts.sequence(transaction.sender())) {
                drop(transaction.hash(), Dropped.REJECTED);
            }
        }
    }

    List<TauTransaction> waiting() {
        return new ArrayList<>(waiting.values());
    }

    Optional<TauTransaction> find(Hash transaction) {
        return Optional.ofNullable(waiting.get(transaction));
    }

    Optional<Dropped> dropped(Hash transaction) {
        return Optional.ofNullable(dropped.get(transaction));
    }

    int size() {
        return waiting.size();
    }

    /** The highest sequence number that waits, expired ones included: they strand their followers. */
    OptionalLong highestSequence(String sender) {
        return waiting.values().stream()
                .filter(transaction -> transaction.sender().equals(sender))
                .mapToLong(TauTransaction::sequence)
                .max();
    }
}
