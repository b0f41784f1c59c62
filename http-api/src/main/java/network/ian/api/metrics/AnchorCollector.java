package network.ian.api.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Clock;
import java.util.List;
import java.util.function.ToDoubleFunction;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.TauStatus;

/** Reads from the anchor, when asked, how much is final and how it stands towards Tau Net. Every series is there at 0. */
final class AnchorCollector extends Collector {

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final List<String> GOAL = List.of("goal");

    private final Node node;
    private final AnchorView anchors;
    private final Clock clock;

    AnchorCollector(Node node, AnchorView anchors, Clock clock) {
        this.node = node;
        this.anchors = anchors;
        this.clock = clock;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        TauStatus tau = anchors.tau();
        long committed = tau.commits().map(TauStatus.Commits::committed).orElse(0L);
        long failed = tau.commits().map(TauStatus.Commits::failed).orElse(0L);
        return List.of(
                new CounterMetricFamily(
                        "ian_tau_commits", "Anchoring transactions that were read back from the chain.", committed),
                new CounterMetricFamily("ian_tau_commits_failed", "Attempts to anchor that failed.", failed),
                new GaugeMetricFamily(
                        "ian_tau_in_flight",
                        "Transactions that are sent and that the chain does not have.",
                        tau.commits().map(TauStatus.Commits::inFlight).orElse(0)),
                new GaugeMetricFamily(
                        "ian_tau_needs_operator",
                        "1 if the committer goes on only after an operator did something.",
                        tau.commits().filter(TauStatus.Commits::needsOperator).isPresent() ? 1 : 0),
                new GaugeMetricFamily(
                        "ian_tau_connected",
                        "1 if the last call to the Tau node got an answer.",
                        tau.connected() ? 1 : 0),
                new GaugeMetricFamily(
                        "ian_circuit_breaker_state",
                        "Towards Tau Net: 0 closed, 1 half-open, 2 open.",
                        tau.breaker().gauge()),
                perGoal(
                        "ian_finality_size",
                        "Entries whose order is final.",
                        goal -> anchors.finality(goal).size()),
                perGoal(
                        "ian_anchors_pending",
                        "Anchors that are known and do not count yet.",
                        goal -> anchors.finality(goal).pending()),
                perGoal(
                        "ian_anchor_disagreement",
                        "Settled anchors that do not come true here.",
                        anchors::disagreements),
                perGoal(
                        "ian_anchor_age_seconds",
                        "Since the block of the newest settled anchor, by this node's clock; 0 without one.",
                        this::age));
    }

    private double age(String goal) {
        double now = clock.millis() / MILLIS_PER_SECOND;
        return anchors.anchors(goal).stream()
                .filter(AnchorSummary::settled)
                .mapToDouble(anchor -> Math.max(0, now - anchor.blockTimeSeconds()))
                .min()
                .orElse(0);
    }

    private GaugeMetricFamily perGoal(String name, String help, ToDoubleFunction<String> value) {
        GaugeMetricFamily family = new GaugeMetricFamily(name, help, GOAL);
        node.goals().stream()
                .map(goal -> goal.spec().goalId())
                .forEach(goal -> family.addMetric(List.of(goal), value.applyAsDouble(goal)));
        return family;
    }
}
