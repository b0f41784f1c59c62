package network.ian.api.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import network.ian.api.health.HealthCheck;
import network.ian.api.health.HealthReport;
import network.ian.api.health.NodeHealth;
import network.ian.core.node.GoalHealth;
import network.ian.core.node.Node;

/** Makes, when asked, the checks behind {@code /health} and {@code /health/ready}, and says what came of them. */
final class HealthCollector extends Collector {

    private final Node node;
    private final NodeHealth health;

    HealthCollector(Node node, NodeHealth health) {
        this.node = node;
        this.health = health;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        HealthReport report = health.check();
        return List.of(
                new GaugeMetricFamily("ian_live", "1 if the process works, as /health says.", report.live() ? 1 : 0),
                new GaugeMetricFamily(
                        "ian_ready", "1 if work may be sent here, as /health/ready says.", report.ready() ? 1 : 0),
                failed(report),
                new GaugeMetricFamily(
                        "ian_data_directory_writable",
                        "1 if the data directory took and gave back a small file in time.",
                        report.ok(NodeHealth.DATA_DIRECTORY) ? 1 : 0),
                goals());
    }

    private static GaugeMetricFamily failed(HealthReport report) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "ian_health_checks_failed",
                "Failed health checks, by what they are needed for: live, ready or nothing but an operator's eye.",
                List.of("needed"));
        for (HealthCheck.Needed needed : HealthCheck.Needed.values()) {
            double count = report.checks().stream()
                    .filter(check -> !check.ok() && check.needed() == needed)
                    .count();
            family.addMetric(List.of(needed.label()), count);
        }
        return family;
    }

    private GaugeMetricFamily goals() {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "ian_goal_state",
                "0 SERVING, 1 FULL (reads only until there is room), 2 FAILED (writing failed), 3 DAMAGED (stored log).",
                List.of("goal"));
        node.goals()
                .forEach(goal -> family.addMetric(
                        List.of(goal.spec().goalId()), goal.health().state().gauge()));
        node.unreadableGoals()
                .forEach(goal -> family.addMetric(List.of(goal.goalId()), GoalHealth.State.DAMAGED.gauge()));
        return family;
    }
}
