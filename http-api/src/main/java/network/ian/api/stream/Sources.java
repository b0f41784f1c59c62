package network.ian.api.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import network.ian.core.event.GoalEvent;
import network.ian.core.event.Subscription;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;

/** Where events come from: what goals publish, and what has changed when peers, logs and anchors are looked at. */
final class Sources implements HubSource {

    private final Subscription subscription;
    private final PeerWatch peers;
    private final SyncWatch sync;
    private final AnchorWatch anchors;
    private final List<GoalEvent> drained = new ArrayList<>();
    private long lost;

    /** @param capacity events of goals that may wait between two rounds */
    Sources(Node node, PeerDirectory peers, AnchorView anchors, int capacity) {
        this.subscription = node.events().subscribe(capacity);
        this.peers = new PeerWatch(peers::connected);
        this.sync = new SyncWatch(node, peers);
        this.anchors = new AnchorWatch(
                anchors,
                () -> node.goals().stream().map(goal -> goal.spec().goalId()).toList());
    }

    @Override
    public void drain(Consumer<Happening> tell) {
        subscription.drainTo(drained);
        long lostNow = subscription.dropped();
        if (lostNow != lost) {
            // The oldest are dropped, so what is missing comes before what was drained.
            tell.accept(new Gap(Gap.Reason.OVERRUN, OptionalLong.of(lostNow - lost)).happening());
            lost = lostNow;
        }
        drained.forEach(event -> tell.accept(GoalHappenings.of(event)));
        drained.clear();
    }

    @Override
    public void look(Consumer<Happening> tell) {
        peers.look(tell);
        sync.look(tell);
        anchors.look(tell);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
