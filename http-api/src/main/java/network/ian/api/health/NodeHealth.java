package network.ian.api.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import network.ian.api.health.HealthCheck.Needed;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalHealth;
import network.ian.core.node.Node;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;
import network.ian.core.view.TauStatus;

/** Checks a node by doing what the checks vouch for. Thread-safe. */
public final class NodeHealth {

    /** Name of the check that writes a file. */
    public static final String DATA_DIRECTORY = "data directory";

    private static final long MAX_SILENT_NANOS = 10_000_000_000L;

    private final Node node;
    private final PeerDirectory peers;
    private final AnchorView anchors;
    private final DiskProbe disk;
    private final WorkerProbe workers;

    /** @param settled contributions decided so far */
    public NodeHealth(
            Node node,
            PeerDirectory peers,
            AnchorView anchors,
            DiskProbe disk,
            LongSupplier settled,
            MonotonicClock ticker) {
        this.node = node;
        this.peers = peers;
        this.anchors = anchors;
        this.disk = disk;
        this.workers = new WorkerProbe(node.workers(), settled, ticker);
    }

    /** Checks everything now. */
    public HealthReport check() {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(HealthCheck.of("workers", Needed.LIVE, workers.problem()));
        node.goals().forEach(goal -> checks.add(HealthCheck.of("writer " + id(goal), Needed.LIVE, silence(goal))));
        checks.add(HealthCheck.of(DATA_DIRECTORY, Needed.READY, disk.problem()));
        checks.add(HealthCheck.of("free disk", Needed.READY, lowDisk()));
        node.goals().forEach(goal -> checks.add(HealthCheck.of("goal " + id(goal), Needed.READY, trouble(goal))));
        checks.add(HealthCheck.of("peers", Needed.READY, peers.unreadyBecause()));
        // Tau Net may be away for days: contributions do not wait for it.
        checks.add(HealthCheck.of("tau", Needed.NOTHING, tau()));
        node.goals()
                .forEach(goal -> checks.add(HealthCheck.of("anchors " + id(goal), Needed.NOTHING, disagreement(goal))));
        return new HealthReport(checks);
    }

    /** Only what {@link HealthReport#live} needs, which touches no disk. */
    public HealthReport checkLive() {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(HealthCheck.of("workers", Needed.LIVE, workers.problem()));
        node.goals().forEach(goal -> checks.add(HealthCheck.of("writer " + id(goal), Needed.LIVE, silence(goal))));
        return new HealthReport(checks);
    }

    private static Optional<String> silence(Goal goal) {
        long silent = goal.silentNanos();
        return silent > MAX_SILENT_NANOS
                ? Optional.of("has not come round for " + silent / 1_000_000_000L + " s")
                : Optional.empty();
    }

    private Optional<String> tau() {
        TauStatus tau = anchors.tau();
        return tau.breaker() == TauStatus.Breaker.CLOSED
                ? tau.problem()
                : Optional.of("Circuit breaker " + tau.breaker()
                        + tau.problem().map(problem -> ", " + problem).orElse(""));
    }

    private Optional<String> disagreement(Goal goal) {
        int count = anchors.disagreements(id(goal));
        return count == 0
                ? Optional.empty()
                : Optional.of(count + " settled anchors do not come true here"
                        + anchors.anchors(id(goal)).stream()
                                .filter(anchor -> anchor.settled() && anchor.state() != AnchorSummary.State.FROZEN)
                                .findFirst()
                                .map(anchor -> ", the first: " + anchor.sequence() + " of " + anchor.size()
                                        + " entries is " + anchor.state() + ": " + anchor.detail())
                                .orElse(""));
    }

    private Optional<String> lowDisk() {
        long needed = node.quota().minFreeBytes();
        try {
            long free = node.quota().freeBytes();
            return free < needed
                    ? Optional.of(free + " bytes free, " + needed + " (storage.min_free_disk_bytes) must stay free")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("the file system does not answer");
        }
    }

    private static Optional<String> trouble(Goal goal) {
        GoalHealth health = goal.health();
        return health.state() == GoalHealth.State.SERVING
                ? Optional.empty()
                : Optional.of(health.state() + ", " + health.detail());
    }

    private static String id(Goal goal) {
        return goal.spec().goalId();
    }
}
