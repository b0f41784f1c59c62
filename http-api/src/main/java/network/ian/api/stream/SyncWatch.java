package network.ian.api.stream;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;
import network.ian.core.view.PeerDirectory;
import network.ian.core.view.SyncState;

/** Tells how goals stand against the peers' since the last look. One thread owns it. */
final class SyncWatch {

    private final Node node;
    private final PeerDirectory peers;
    private final Map<String, Standing> known = new HashMap<>();

    private record Standing(SyncState state, int logSize) {

        /** A log that grows is progress only while something is being fetched. */
        private boolean differsFrom(Standing before) {
            boolean syncing = state.consensus() == SyncState.Consensus.SYNCING;
            return !state.equals(before.state) || (syncing && logSize != before.logSize);
        }
    }

    private record Progress(String state, long lag, int logSize, String logRoot) {}

    SyncWatch(Node node, PeerDirectory peers) {
        this.node = node;
        this.peers = peers;
    }

    void look(Consumer<Happening> tell) {
        for (Goal goal : node.goals()) {
            goal.view().ifPresent(view -> look(goal.spec().goalId(), view, tell));
        }
    }

    private void look(String goalId, GoalView view, Consumer<Happening> tell) {
        Standing now = new Standing(peers.sync(goalId), view.log().size());
        Standing before = known.put(goalId, now);
        if (before != null && now.differsFrom(before)) {
            // Made at once: an event that is kept must not keep the view.
            Progress progress = new Progress(
                    now.state().consensus().name().toLowerCase(Locale.ROOT),
                    now.state().lag(),
                    now.logSize(),
                    view.log().root().hex());
            tell.accept(new Happening(EventType.SYNC_PROGRESS, new Topic(Channel.SYNC, goalId), () -> progress));
        }
    }
}
