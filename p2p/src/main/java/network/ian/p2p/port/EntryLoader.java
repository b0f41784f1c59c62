package network.ian.p2p.port;

import java.util.List;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.FetchedItem;

/** Reads entries from disk. Called on the protocol's thread, calls back on it, never before the call returns. */
public interface EntryLoader {

    /**
     * Reads entries in the order of {@code ids} and stops after the first with which their bytes pass {@code
     * budgetBytes}; what is left out is not named. An unknown id gives {@code Missing}. Gives no item if none can be read now:
     * whoever wants them asks again later, not at once.
     */
    void load(GoalSet goal, List<Hash> ids, int budgetBytes, Consumer<List<FetchedItem>> loaded);
}
