package network.ian.tau.commit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/** The chain as the watcher read it last; one transaction per block, settled with the third confirmation. */
final class FakeChain implements ChainLookup {

    private final FakeTau tau;
    private List<TauTransaction> known = List.of();
    private final IdentityHashMap<TauTransaction, List<AnchorText>> read = new IdentityHashMap<>();
    /** Confirmations that settle. */
    int delay = 3;

    /** Goals for which no Tau node was read yet. */
    final Set<Hash> unread = new HashSet<>();

    int refreshed;

    FakeChain(FakeTau tau) {
        this.tau = tau;
    }

    /** Reads the node's chain. */
    void read() {
        known = new ArrayList<>(tau.chain);
    }

    /** Time passes without blocks: everything that is known settles. */
    void settleAll() {
        delay = 1;
    }

    @Override
    public List<Found> from(Hash topic, long sequence) {
        List<Found> found = new ArrayList<>();
        for (int i = (int) Math.max(0, sequence); i < known.size(); i++) {
            TauTransaction transaction = known.get(i);
            found.add(new Found(
                    transaction.sequence(),
                    transaction.hash(),
                    read.computeIfAbsent(transaction, any -> AnchorText.in(transaction.operations())),
                    known.size() - i >= delay));
        }
        return found;
    }

    /** What the bridge tells the node's finality of a goal. */
    List<SettledAnchor> settled(Hash topic) {
        return from(topic, 0).stream()
                .filter(Found::settled)
                .flatMap(found -> anchors(found, topic).stream())
                .toList();
    }

    static List<SettledAnchor> anchors(Found found, Hash topic) {
        return found.anchors().stream()
                .filter(AnchorText.LogCommit.class::isInstance)
                .map(AnchorText.LogCommit.class::cast)
                .filter(commit -> commit.topic().equals(topic))
                .map(commit ->
                        new SettledAnchor(found.sequence(), commit.size(), commit.logRoot(), commit.leaderboardRoot()))
                .toList();
    }

    @Override
    public boolean isRead(Hash topic) {
        return !unread.contains(topic);
    }

    @Override
    public void refresh() {
        refreshed++;
    }
}
