package network.ian.p2p.transport;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.PrefixSeeker;
import network.ian.core.finality.PrefixWanted;
import network.ian.p2p.finality.Anchoring;

/** Tells the protocol what the node's chains and its finality want of it. Thread-safe. */
final class AnchorNews implements PrefixSeeker {

    private final ProtocolThread thread;
    private final Supplier<Anchoring> anchoring;
    private final Set<Hash> changed = ConcurrentHashMap.newKeySet();

    AnchorNews(ProtocolThread thread, Supplier<Anchoring> anchoring) {
        this.thread = thread;
        this.anchoring = anchoring;
    }

    /** The best chain of a goal changed; many changes make one task. */
    void tipChanged(Hash topic) {
        if (changed.add(topic)) {
            thread.tell(() -> {
                changed.remove(topic);
                anchoring.get().tipChanged(topic);
            });
        }
    }

    @Override
    public void seek(Hash topic, PrefixWanted wanted) {
        thread.tell(() -> anchoring.get().seek(topic, wanted));
    }

    @Override
    public void forget(Hash topic) {
        thread.tell(() -> anchoring.get().forget(topic));
    }

    @Override
    public void fetch(Hash topic, List<Hash> missing) {
        List<Hash> ids = List.copyOf(missing);
        thread.tell(() -> anchoring.get().fetch(topic, ids));
    }
}
