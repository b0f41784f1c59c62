package network.ian.app.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.config.NodeConfig;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorControl;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.Finality;
import network.ian.core.view.TauStatus;

/** What a node shows whose bridge could not be opened: what was final before, and why nothing more becomes final. */
record UnopenedAnchor(Node node, NodeConfig.Tau settings, String problem) implements AnchorView, AnchorControl {

    @Override
    public Finality finality(String goalId) {
        return node.goal(goalId)
                .map(Goal::spec)
                .map(spec -> node.finalities().finality(spec.topic()))
                .orElse(Finality.NONE);
    }

    @Override
    public List<AnchorSummary> anchors(String goalId) {
        return List.of();
    }

    @Override
    public int disagreements(String goalId) {
        return 0;
    }

    @Override
    public TauStatus tau() {
        return new TauStatus(
                settings.address(),
                false,
                Optional.empty(),
                Optional.empty(),
                TauStatus.Breaker.CLOSED,
                Optional.empty(),
                Optional.of(problem));
    }

    @Override
    public AnchorControl control() {
        return this;
    }

    @Override
    public CompletableFuture<Boolean> commitNow() {
        return CompletableFuture.failedFuture(new IllegalStateException(problem));
    }

    @Override
    public CompletableFuture<Boolean> resetBreaker() {
        return commitNow();
    }
}
