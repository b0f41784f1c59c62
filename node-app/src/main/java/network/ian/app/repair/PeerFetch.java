package network.ian.app.repair;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import network.ian.core.config.HostPort;
import network.ian.core.config.NodeConfig;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalHealth;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.view.SyncState;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.score.ScoreSettings;
import network.ian.p2p.transport.PeerNetwork;
import network.ian.p2p.transport.PeerNetworkConfig;
import network.ian.p2p.transport.PeerSnapshot;

/**
 * Runs the node on its salvaged logs, without an API, until peers have nothing more for it. What they supply passes the same
 * checks as ever.
 */
public final class PeerFetch {

    private static final long LOOK_MILLIS = 200;
    /** Peers that are reached at all are reached by then. */
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    private final NodeConfig config;
    private final NodeEnvironment environment;
    private final String agent;
    private final Duration patience;

    /**
     * Ready to run.
     *
     * @param agent software and version, told to peers
     * @param patience how long to go on without anything new
     */
    public PeerFetch(NodeConfig config, NodeEnvironment environment, String agent, Duration patience) {
        this.config = config;
        this.environment = environment;
        this.agent = agent;
        this.patience = patience;
    }

    /**
     * Fetches, and lets the data directory go again.
     *
     * @param peers to ask
     * @param goalIds of the goals that something is missing in
     * @param progress told how many entries these have now
     * @return how it ended, in words
     * @throws network.ian.core.codec.MalformedException if another process took the data directory
     */
    public String run(List<HostPort> peers, Set<String> goalIds, LongConsumer progress) throws IOException {
        try (Node node = NodeOpener.open(config, environment);
                PeerNetwork network = PeerNetwork.open(settings(peers), node, environment, PeerTelemetry.NONE)) {
            return await(node, network, peers.size(), goalIds, progress);
        }
    }

    private String await(Node node, PeerNetwork network, int peers, Set<String> goalIds, LongConsumer progress) {
        List<Goal> goals = node.goals().stream()
                .filter(goal -> goalIds.contains(goal.spec().goalId()))
                .toList();
        // Nobody releases it: waiting for it is waiting.
        Semaphore never = new Semaphore(0);
        long started = environment.ticker().nanos();
        long changed = started;
        long before = entries(goals);
        while (true) {
            try {
                if (never.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("released");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "interrupted";
            }
            long now = environment.ticker().nanos();
            long entries = entries(goals);
            if (entries != before) {
                before = entries;
                changed = now;
                progress.accept(entries);
            }
            PeerSnapshot seen = network.snapshot();
            boolean arrived = seen.connected().size() >= peers || now - started > ARRIVAL.toNanos();
            if (arrived && seen.compared() && goals.stream().allMatch(goal -> agrees(goal, seen))) {
                return "compared with " + seen.connected().size() + " of " + peers + " peers, which have nothing more";
            }
            if (now - changed > patience.toNanos()) {
                return given(goals, seen);
            }
        }
    }

    private String given(List<Goal> goals, PeerSnapshot seen) {
        String waited = "nothing came for " + patience.toSeconds() + " s, ";
        for (Goal goal : goals) {
            if (goal.health().state() != GoalHealth.State.SERVING) {
                return waited + "goal " + goal.spec().goalId() + " takes nothing: "
                        + goal.health().detail();
            }
        }
        return waited
                + (seen.connected().isEmpty()
                        ? "no peer was reached"
                        : seen.connected().size() + " peers are connected and have not shown what they hold");
    }

    private static boolean agrees(Goal goal, PeerSnapshot seen) {
        SyncState state = seen.sync().getOrDefault(goal.spec().goalId(), SyncState.ALONE);
        return state.lag() == 0
                && (state.consensus() == SyncState.Consensus.SYNCHRONIZED
                        || state.consensus() == SyncState.Consensus.DIVERGED);
    }

    private static long entries(List<Goal> goals) {
        return goals.stream()
                .flatMap(goal -> goal.view().stream())
                .mapToLong(view -> view.log().entryCount())
                .sum();
    }

    /** Nobody has to reach this node while it repairs itself. */
    private PeerNetworkConfig settings(List<HostPort> peers) {
        NodeConfig.P2p p2p = config.p2p();
        return new PeerNetworkConfig(
                config.node().dataDir(),
                config.node().networkId(),
                agent,
                "127.0.0.1",
                0,
                p2p.advertiseAddr(),
                p2p.maxPeers(),
                Math.max(1, Math.min(p2p.maxPeers(), Math.max(p2p.targetOutbound(), peers.size()))),
                peers,
                false,
                new ScoreSettings(p2p.budgetPercent() / 100.0, p2p.banTime(), ScoreSettings.MOST_PEERS),
                List.of());
    }
}
