package network.ian.tau;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.AnchorStanding;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.SettledAnchor;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorControl;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.Finality;
import network.ian.core.view.TauStatus;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.AnchorOnChain;
import network.ian.tau.chain.ChainGoal;
import network.ian.tau.commit.CommitStatus;
import network.ian.tau.watch.WatchStatus;
import network.ian.tau.watch.Watcher;

/** Shows the bridge's parts to the API, and carries operators' orders out. Thread-safe; answers at once. */
final class BridgeView implements AnchorView, AnchorControl {

    private final Node node;
    private final Finalities finalities;
    private final NodeConfig.Tau settings;
    private final AnchorChains chains;
    private final Watcher watcher;
    private final Optional<GuardedNode> tau;
    private final Optional<Commitment> commitment;
    private final List<String> problems;

    /** @param problems that stay until the next start; a live view */
    BridgeView(
            Node node,
            NodeConfig.Tau settings,
            AnchorChains chains,
            Watcher watcher,
            Optional<GuardedNode> tau,
            Optional<Commitment> commitment,
            List<String> problems) {
        this.node = node;
        this.finalities = node.finalities();
        this.settings = settings;
        this.chains = chains;
        this.watcher = watcher;
        this.tau = tau;
        this.commitment = commitment;
        this.problems = Collections.unmodifiableList(problems);
    }

    @Override
    public Finality finality(String goalId) {
        return topic(goalId).map(finalities::finality).orElse(Finality.NONE);
    }

    @Override
    public int disagreements(String goalId) {
        return topic(goalId).map(finalities::disagreements).orElse(0);
    }

    @Override
    public List<AnchorSummary> anchors(String goalId) {
        Optional<Hash> topic = topic(goalId);
        if (topic.isEmpty()) {
            return List.of();
        }
        Map<SettledAnchor, AnchorStanding> standings = new HashMap<>();
        finalities.standings(topic.get()).forEach(standing -> standings.put(standing.anchor(), standing));
        List<AnchorSummary> all = new ArrayList<>();
        for (AnchorOnChain onChain : chains.anchors(topic.get()).anchors()) {
            onChain.prefix().ifPresent(anchor -> all.add(summary(onChain, anchor, standings.get(anchor))));
        }
        return all;
    }

    @Override
    public TauStatus tau() {
        WatchStatus watch = watcher.status();
        return new TauStatus(
                settings.address(),
                watch.watching()
                        && watch.lastReadMs().isPresent()
                        && watch.problem().isEmpty(),
                watch.env(),
                head(),
                tau.map(guarded -> guarded.breaker().state()).orElse(TauStatus.Breaker.CLOSED),
                commitment.map(BridgeView::commits),
                problem(watch));
    }

    @Override
    public AnchorControl control() {
        return this;
    }

    @Override
    public CompletableFuture<Boolean> commitNow() {
        return commitment
                .map(committing -> committing
                        .problem()
                        .map(BridgeView::refused)
                        .orElseGet(() -> CompletableFuture.completedFuture(committing.commitNow())))
                .orElseGet(() -> refused("this node anchors nothing: it has no committer's key (tau.key)"));
    }

    @Override
    public CompletableFuture<Boolean> resetBreaker() {
        if (tau.isEmpty()) {
            return AnchorControl.NONE.resetBreaker();
        }
        boolean open = tau.get().breaker().state() != TauStatus.Breaker.CLOSED;
        tau.get().breaker().reset();
        watcher.wake();
        commitment.ifPresent(Commitment::wake);
        return CompletableFuture.completedFuture(open);
    }

    private Optional<String> problem(WatchStatus watch) {
        List<String> all = new ArrayList<>(problems);
        commitment.flatMap(Commitment::problem).ifPresent(all::add);
        if (!watch.problem().isEmpty()) {
            all.add("the Tau node cannot be read: " + watch.problem());
        }
        chains.goals().stream()
                .filter(goal -> chains.status(goal.topic()).wrongNetwork())
                .forEach(goal -> all.add("goal " + goal.goalId()
                        + ": the Tau node follows another network, its block 0 is not the pinned one"));
        commitment
                .map(Commitment::status)
                .filter(status -> status.state().needsOperator())
                .ifPresent(status -> all.add("the committer: " + status.detail()));
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    private Optional<TauStatus.Head> head() {
        Optional<Tip> best = Optional.empty();
        for (ChainGoal goal : chains.goals()) {
            Optional<Tip> tip = chains.tip(goal.topic());
            if (tip.isPresent()
                    && (best.isEmpty() || tip.get().height() > best.get().height())) {
                best = tip;
            }
        }
        return best.map(tip -> new TauStatus.Head(tip.height(), tip.hash()));
    }

    private Optional<Hash> topic(String goalId) {
        return node.goal(goalId).map(goal -> goal.spec().topic());
    }

    private static CompletableFuture<Boolean> refused(String why) {
        return CompletableFuture.failedFuture(new IllegalStateException(why));
    }

    private static TauStatus.Commits commits(Commitment commitment) {
        CommitStatus status = commitment.status();
        return new TauStatus.Commits(
                status.committer(),
                status.state().label(),
                status.detail(),
                status.state().needsOperator(),
                status.inFlight().isPresent() ? 1 : 0,
                commitment.committedCount(),
                commitment.failedCount(),
                status.balance(),
                status.nextDue().toEpochMilli());
    }

    private static AnchorSummary summary(AnchorOnChain onChain, SettledAnchor anchor, AnchorStanding standing) {
        return new AnchorSummary(
                anchor.sequence(),
                anchor.size(),
                anchor.logRoot(),
                anchor.leaderboardRoot(),
                onChain.number(),
                onChain.block(),
                onChain.transaction(),
                onChain.timestampSeconds(),
                onChain.confirmations(),
                onChain.settled(),
                state(onChain, standing),
                detail(onChain, standing));
    }

    private static AnchorSummary.State state(AnchorOnChain onChain, AnchorStanding standing) {
        if (!onChain.settled()) {
            return AnchorSummary.State.UNSETTLED;
        }
        if (standing == null) {
            return AnchorSummary.State.PENDING;
        }
        return switch (standing.state()) {
            case FROZEN -> AnchorSummary.State.FROZEN;
            case PENDING -> AnchorSummary.State.PENDING;
            case CONTRADICTS -> AnchorSummary.State.CONTRADICTS;
            case INADMISSIBLE -> AnchorSummary.State.INADMISSIBLE;
        };
    }

    private static String detail(AnchorOnChain onChain, AnchorStanding standing) {
        if (!onChain.settled()) {
            return "neither deep nor old enough to count";
        }
        return standing == null ? "being folded" : standing.detail();
    }
}
