package network.ian.api.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import network.ian.core.backup.LastBackupFile;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.runtime.FairPool;
import network.ian.core.view.PeerDirectory;

/** Reads the gauges from the node when they are asked for, so that none can go stale. */
final class NodeCollector extends Collector {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final List<String> GOAL = List.of("goal");

    private final Node node;
    private final PeerDirectory peers;
    private final LastBackupFile lastBackup;

    NodeCollector(Node node, PeerDirectory peers) {
        this.node = node;
        this.peers = peers;
        this.lastBackup = new LastBackupFile(node.quota().dataDirectory());
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        node(families);
        goals(families);
        return families;
    }

    private void node(List<MetricFamilySamples> to) {
        to.add(gauge("ian_uptime_seconds", "Since the node was opened.", node.uptimeNanos() / NANOS_PER_SECOND));
        to.add(gauge(
                "ian_mempool_size",
                "Contributions being decided now.",
                node.ingress().inFlight()));
        to.add(gauge("ian_peer_count", "Connected peers.", peers.connected().size()));
        to.add(gauge(
                "ian_peer_score_banned",
                "Peers that are banned now.",
                peers.banned().size()));
        to.add(gauge(
                "ian_clock_skew_seconds",
                "This node's clock ahead of the median of its peers' clocks; 0 without peers.",
                peers.clockSkew().seconds()));
        to.add(gauge(
                "ian_worker_queue_size",
                "Contributions that wait for a worker.",
                node.workers().queued()));
        to.add(gauge(
                "ian_worker_queue_capacity",
                "Contributions that may wait for a worker.",
                node.workers().queueCapacity()));
        to.add(gauge(
                "ian_workers_busy",
                "Workers that verify or evaluate.",
                node.workers().running()));
        to.add(gauge("ian_workers", "Workers.", node.workers().threads()));
        agents(to);
        to.add(gauge(
                "ian_state_unsaved",
                "1 if node_state.json could not be written the last time, else 0.",
                node.unsavedBecause().isPresent() ? 1 : 0));
        to.add(gauge("ian_disk_free_bytes", "Free on the data directory's disk; NaN if unknown.", freeBytes()));
        to.add(gauge(
                "ian_backup_last_success_timestamp_seconds",
                "When the state was taken that was backed up last; 0 before the first backup.",
                lastBackup.takenAtMs() / MILLIS_PER_SECOND));
        to.add(gauge("ian_journal_bytes", "All journals together on disk.", (double)
                node.quota().allJournals().getAsLong()));
    }

    private void agents(List<MetricFamilySamples> to) {
        FairPool agents = node.agentWorkers();
        to.add(gauge(
                "ian_agent_queue_size",
                "Contributions to goals of WebAssembly agents that wait for a worker of theirs.",
                agents.queued()));
        to.add(gauge(
                "ian_agent_queue_capacity",
                "Contributions to goals of WebAssembly agents that may wait.",
                agents.queueCapacity()));
        to.add(gauge("ian_agent_workers_busy", "Workers that run WebAssembly agents.", agents.running()));
        to.add(gauge("ian_agent_workers", "Workers for WebAssembly agents.", agents.threads()));
    }

    private void goals(List<MetricFamilySamples> to) {
        to.add(gauge(
                "ian_goals",
                "Goals of the node, those that cannot be served included.",
                node.goals().size() + node.unreadableGoals().size()));
        to.add(perGoal(
                "ian_log_size",
                "Entries in the canonical log.",
                goal -> goal.view().map(view -> view.log().size()).orElse(0)));
        to.add(perGoal(
                "ian_leaderboard_size",
                "Ranked entries.",
                goal -> goal.view().map(view -> view.leaderboard().size()).orElse(0)));
        to.add(perGoal(
                "ian_pending_merge_entries",
                "Accepted entries that wait for the next deep merge.",
                goal -> goal.view().map(view -> view.pending()).orElse(0)));
        to.add(perGoal("ian_writer_queue_size", "Contributions that wait for the goal's writer.", Goal::queued));
        to.add(perGoal(
                "ian_writer_silent_seconds",
                "Since the goal's writer last came round.",
                goal -> goal.silentNanos() / NANOS_PER_SECOND));
        GaugeMetricFamily serving = perGoal(
                "ian_goal_serving",
                "1 if the goal takes contributions, else 0.",
                goal -> goal.health().takesContributions() ? 1 : 0);
        node.unreadableGoals().forEach(goal -> serving.addMetric(List.of(goal.goalId()), 0));
        to.add(serving);
        to.add(perGoal(
                "ian_sync_lag",
                "Entries that the best peers advertise and this node lacks.",
                goal -> peers.sync(id(goal)).lag()));
        to.add(perGoal(
                "ian_consensus_state",
                "0 ISOLATED, 1 SYNCING, 2 SYNCHRONIZED, 3 DIVERGED.",
                goal -> peers.sync(id(goal)).consensus().gauge()));
    }

    private double freeBytes() {
        try {
            return node.quota().freeBytes();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private GaugeMetricFamily perGoal(String name, String help, ToDoubleFunction<Goal> value) {
        GaugeMetricFamily family = new GaugeMetricFamily(name, help, GOAL);
        node.goals().forEach(goal -> family.addMetric(List.of(id(goal)), value.applyAsDouble(goal)));
        return family;
    }

    private static GaugeMetricFamily gauge(String name, String help, double value) {
        return new GaugeMetricFamily(name, help, value);
    }

    private static String id(Goal goal) {
        return goal.spec().goalId();
    }
}
