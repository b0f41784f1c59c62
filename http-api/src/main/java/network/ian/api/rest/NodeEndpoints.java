package network.ian.api.rest;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import network.ian.api.health.HealthReport;
import network.ian.api.health.NodeHealth;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.config.HostPort;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalHealth;
import network.ian.core.node.Node;
import network.ian.core.view.PeerDirectory;

/** What the node says of itself: {@code /api/v1/info}, {@code /api/v1/peers} and {@code /status}. */
final class NodeEndpoints {

    /**
     * Who this node is.
     *
     * @param p2pPort the port that peers connect to; null for a node without a network
     * @param streamPort where {@code /subscribe} is served
     * @param p2pAddress where peers reach this node, as it tells them; null while it does not know
     */
    record NodeInfo(
            String nodeId,
            String publicKey,
            String version,
            String networkId,
            List<String> goals,
            long uptimeSeconds,
            @MayBeNull Integer p2pPort,
            @MayBeNull String p2pAddress,
            int streamPort,
            int peerCount) {}

    /**
     * One goal within the node's state.
     *
     * @param status null while the goal's log is damaged, or what it is about cannot be read
     */
    record GoalState(
            String goalId,
            String state,
            String detail,
            @MayBeNull StatusEndpoint.GoalStatus status) {}

    /**
     * This node's clock against those of its peers.
     *
     * @param skewSeconds by how much it is ahead of their median; negative if behind
     * @param peers whose clocks were compared
     */
    record ClockJson(double skewSeconds, int peers) {}

    /** The whole node. */
    record NodeStatus(
            NodeInfo node,
            boolean live,
            boolean ready,
            String problems,
            int peerCount,
            int inFlight,
            ClockJson clock,
            AnchorEndpoints.TauJson tau,
            List<GoalState> goals) {}

    private final Node node;
    private final Description description;
    private final PeerDirectory peers;
    private final NodeHealth health;
    private final StatusEndpoint status;
    private final AnchorEndpoints anchors;

    /** What the program knows and the node does not. */
    record Description(String version, String networkId, IntSupplier streamPort) {}

    NodeEndpoints(
            Node node,
            Description description,
            PeerDirectory peers,
            NodeHealth health,
            StatusEndpoint status,
            AnchorEndpoints anchors) {
        this.node = node;
        this.description = description;
        this.peers = peers;
        this.health = health;
        this.status = status;
        this.anchors = anchors;
    }

    Answer info(ApiRequest request) {
        return Answer.ok(info());
    }

    Answer status(ApiRequest request) {
        HealthReport report = health.check();
        return Answer.json(
                200,
                new NodeStatus(
                        info(),
                        report.live(),
                        report.ready(),
                        report.problems(),
                        peers.connected().size(),
                        node.ingress().inFlight(),
                        new ClockJson(
                                peers.clockSkew().seconds(), peers.clockSkew().peers()),
                        anchors.tau(),
                        Stream.concat(
                                        node.goals().stream().map(this::state),
                                        node.unreadableGoals().stream().map(NodeEndpoints::state))
                                .toList()));
    }

    private NodeInfo info() {
        return new NodeInfo(
                node.identity().nodeId(),
                node.identity().publicKey().hex(),
                description.version(),
                description.networkId(),
                node.goals().stream().map(goal -> goal.spec().goalId()).toList(),
                TimeUnit.NANOSECONDS.toSeconds(node.uptimeNanos()),
                peers.port().orElse(null),
                peers.advertised().map(HostPort::toString).orElse(null),
                description.streamPort().getAsInt(),
                peers.connected().size());
    }

    private static GoalState state(UnreadableGoal goal) {
        return new GoalState(goal.goalId(), GoalHealth.State.DAMAGED.name(), goal.detail(), null);
    }

    private GoalState state(Goal goal) {
        return new GoalState(
                goal.spec().goalId(),
                goal.health().state().name(),
                goal.health().detail(),
                goal.view().map(view -> status.status(goal, view)).orElse(null));
    }
}
