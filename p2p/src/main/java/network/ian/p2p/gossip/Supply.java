package network.ian.p2p.gossip;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;

/** Answers peers who ask for single entries: from memory where possible, else from disk within limits. */
final class Supply {

    static final int MAX_LOADING_PER_PEER = 64;
    static final int MAX_LOADING = 512;
    private static final int LOAD_BYTES = 1 << 20;
    /** Said of entries whose real number is not known any more: far enough that nobody takes them for new. */
    private static final int MANY_HOPS = 64;

    private final GoalSet goal;
    private final Surroundings around;
    private final RecentEntries recent;
    private int loading;

    Supply(GoalSet goal, Surroundings around, RecentEntries recent) {
        this.goal = goal;
        this.around = around;
        this.recent = recent;
    }

    /** Pushes what of {@code ids} is held here. What does not fit the limits is left out: the asker has other holders. */
    void answer(TreeLink link, List<Hash> ids) {
        List<Hash> fromDisk = new ArrayList<>(0);
        for (Hash id : ids) {
            RecentEntries.Kept kept = recent.find(id);
            if (kept != null) {
                push(link, new Message.Push(goal.topic(), Math.min(kept.hops(), 255), kept.entry()));
            } else if (loading + fromDisk.size() < MAX_LOADING
                    && link.loading() + fromDisk.size() < MAX_LOADING_PER_PEER
                    && goal.contains(id)) {
                fromDisk.add(id);
            }
        }
        if (!fromDisk.isEmpty()) {
            load(link, fromDisk);
        }
    }

    private void load(TreeLink link, List<Hash> ids) {
        int count = ids.size();
        loading += count;
        link.loading(count);
        around.loader().load(goal, ids, LOAD_BYTES, items -> {
            loading -= count;
            link.loading(-count);
            items.forEach(item -> loaded(link, item));
        });
    }

    private void loaded(TreeLink link, FetchedItem item) {
        if (item instanceof FetchedItem.Whole whole) {
            push(link, new Message.Push(goal.topic(), MANY_HOPS, whole.entry()));
        }
    }

    private void push(TreeLink link, Message.Push push) {
        if (!link.gone() && !around.links().congested(link.peer())) {
            around.links().send(link.peer(), push);
        }
    }
}
