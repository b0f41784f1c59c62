package network.ian.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import network.ian.api.access.TokenDoor;
import network.ian.api.activity.Activity;
import network.ian.api.alert.AlertWatch;
import network.ian.api.equity.EquityCurves;
import network.ian.api.health.NodeHealth;
import network.ian.api.http.Access;
import network.ian.api.http.Answer;
import network.ian.api.http.EventStreamText;
import network.ian.api.http.Operation;
import network.ian.api.http.Parameter;
import network.ian.api.http.Route;
import network.ian.api.metrics.NodeMetrics;
import network.ian.api.openapi.OpenApiDocument;
import network.ian.api.web.Pages;
import network.ian.api.web.WebFiles;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;

/** The table of all routes: what is served, to whom, and how it is documented. */
public final class Routes {

    private static final String API = RouteTable.API;

    private final RouteTable table = new RouteTable();

    private Routes() {}

    /**
     * What the endpoints work on.
     *
     * @param maxBodyBytes longest request body
     * @param contributeTimeout after which a client is told to ask again
     * @param version of the program
     * @param dataDirectory the node's
     * @param slowWork where operators' orders may take their time; it may refuse
     * @param streamPort of the event stream; asked only while the server runs
     * @param curves where equity curves are drawn
     * @param activity what was counted for each goal
     * @param alerts that hold on this node
     */
    public record Wiring(
            Node node,
            PeerDirectory peers,
            AnchorView anchors,
            NodeHealth health,
            NodeMetrics metrics,
            TokenDoor tokens,
            Clock clock,
            int maxBodyBytes,
            Duration contributeTimeout,
            String version,
            String networkId,
            Path dataDirectory,
            Executor slowWork,
            IntSupplier streamPort,
            EquityCurves curves,
            Activity activity,
            AlertWatch alerts) {}

    /** All routes. */
    public static List<Route> of(Wiring wiring) {
        Routes routes = new Routes();
        GoalLookup goals = new GoalLookup(wiring.node());
        StatusEndpoint status = new StatusEndpoint(goals, wiring.peers(), wiring.anchors());
        routes.contributions(wiring, goals);
        routes.goals(wiring, goals, status);
        routes.live(wiring, goals);
        routes.proofs(goals);
        AnchorEndpoints anchors = new AnchorEndpoints(goals, wiring.anchors());
        routes.node(wiring, status, anchors);
        routes.anchors(anchors);
        OperatorRoutes.add(routes.table, wiring, goals);
        routes.stream();
        routes.openApi(wiring.version());
        WebFiles.routes(Pages.files()).forEach(routes.table::add);
        return routes.table.all();
    }

    private void contributions(Wiring wiring, GoalLookup goals) {
        table.add(Route.post(
                API + "/contribute",
                Access.WRITE,
                new ContributeEndpoint(
                        goals, wiring.node().ingress(), wiring.maxBodyBytes(), wiring.contributeTimeout()),
                Operation.enveloped("contribute", "Submit a contribution.", ContributeEndpoint.Contributed.class)
                        .taking(Operation.Body.CONTRIBUTION)));
        table.read(
                "/contribution/{goal_id}/{contribution_id}",
                new ContributionEndpoint(goals),
                Operation.enveloped(
                        "contribution",
                        "A contribution with all that is needed to verify it.",
                        ContributionEndpoint.ContributionJson.class));
    }

    private void goals(Wiring wiring, GoalLookup goals, StatusEndpoint status) {
        GoalsEndpoints all = new GoalsEndpoints(wiring.node(), goals);
        table.read("/goals", all::all, Operation.enveloped("goals", "All goals.", GoalsEndpoints.GoalList.class));
        table.read(
                "/goals/{goal_id}",
                all::one,
                Operation.enveloped("goal", "A goal's rules.", GoalsEndpoints.GoalRules.class));
        table.read(
                "/status/{goal_id}",
                status,
                Operation.enveloped("status", "A goal's state.", StatusEndpoint.GoalStatus.class));
        table.read(
                "/leaderboard/{goal_id}",
                new LeaderboardEndpoint(goals),
                Operation.enveloped(
                        "leaderboard",
                        "The best entries, best first.",
                        LeaderboardEndpoint.LeaderboardJson.class,
                        Page.LIMIT));
        table.read(
                "/log/{goal_id}",
                new LogEndpoint(goals),
                Operation.enveloped(
                        "log",
                        "A stretch of the log.",
                        LogEndpoint.LogPage.class,
                        Parameter.integer("from", "First log index. Default 0."),
                        Page.LIMIT));
        table.read(
                "/policy/{goal_id}",
                new PolicyEndpoint(goals),
                Operation.enveloped("policy", "The pack at rank 1.", PolicyEndpoint.PolicyJson.class));
    }

    private void live(Wiring wiring, GoalLookup goals) {
        table.add(Route.getLater(
                API + "/equity/{goal_id}",
                Access.READ,
                new EquityEndpoint(goals, wiring.curves()),
                Operation.enveloped(
                        "equity",
                        "What an entry's agent earned in its evaluation, beside buy-and-hold.",
                        EquityEndpoint.EquityJson.class,
                        EquityEndpoint.CONTRIBUTION)));
        table.read(
                "/activity/{goal_id}",
                new ActivityEndpoint(goals, wiring.activity()),
                Operation.enveloped(
                        "activity",
                        "What became of a goal's contributions, minute by minute.",
                        ActivityEndpoint.ActivityJson.class));
        table.read(
                "/alerts",
                new AlertsEndpoint(wiring.alerts()),
                Operation.enveloped(
                        "alerts", "The operators' alerts that hold on this node.", AlertsEndpoint.AlertList.class));
    }

    private void proofs(GoalLookup goals) {
        ProofEndpoints proofs = new ProofEndpoints(goals);
        table.read(
                "/proof/{goal_id}/{log_index}",
                proofs::byIndex,
                Operation.enveloped(
                        "proof",
                        "That an entry is in the log (RFC 9162).",
                        ProofEndpoints.ProofJson.class,
                        ProofEndpoints.TREE_SIZE,
                        ProofEndpoints.ROOT));
        table.read(
                "/proof/{goal_id}/by-id/{contribution_id}",
                proofs::byId,
                Operation.enveloped(
                        "proofById",
                        "That a contribution is in the log (RFC 9162).",
                        ProofEndpoints.ProofJson.class,
                        ProofEndpoints.TREE_SIZE,
                        ProofEndpoints.ROOT));
        table.read(
                "/consistency/{goal_id}",
                new ConsistencyEndpoint(goals),
                Operation.enveloped(
                        "consistency",
                        "That the log only grew (RFC 9162).",
                        ConsistencyEndpoint.ConsistencyJson.class,
                        ConsistencyEndpoint.FROM,
                        ConsistencyEndpoint.TO,
                        ConsistencyEndpoint.FROM_ROOT,
                        ConsistencyEndpoint.TO_ROOT));
        table.read(
                "/leaderboard/{goal_id}/proof/{rank}",
                new RankProofEndpoint(goals),
                Operation.enveloped(
                        "rankProof",
                        "That an entry has a rank.",
                        RankProofEndpoint.RankProof.class,
                        Parameter.text("root", "The leaderboard root that the caller knows; 409 if it changed.")));
    }

    private void node(Wiring wiring, StatusEndpoint status, AnchorEndpoints anchors) {
        NodeEndpoints.Description description =
                new NodeEndpoints.Description(wiring.version(), wiring.networkId(), wiring.streamPort());
        NodeEndpoints node =
                new NodeEndpoints(wiring.node(), description, wiring.peers(), wiring.health(), status, anchors);
        table.read("/info", node::info, Operation.enveloped("info", "Who this node is.", NodeEndpoints.NodeInfo.class));
        peers(new PeerEndpoints(wiring.peers()));
        table.add(Route.get(
                "/status",
                Access.READ,
                node::status,
                Operation.bare("nodeStatus", "The whole node.", NodeEndpoints.NodeStatus.class)));
    }

    private void peers(PeerEndpoints peers) {
        table.read(
                "/peers",
                peers::all,
                Operation.enveloped("peers", "The connected peers, bans, pins.", PeerEndpoints.PeerList.class));
        Class<?> answer = PeerEndpoints.Ordered.class;
        table.admin(
                "/peers/add",
                peers::add,
                Operation.enveloped("addPeer", "Keep a connection to an address.", answer, PeerEndpoints.ADDRESS));
        table.admin(
                "/peers/remove",
                peers::remove,
                Operation.enveloped("removePeer", "Keep it no longer.", answer, PeerEndpoints.ADDRESS));
        table.admin(
                "/peers/{node_id}/ban",
                peers::ban,
                Operation.enveloped("banPeer", "Refuse a node for a time.", answer, PeerEndpoints.SECONDS));
        table.admin(
                "/peers/{node_id}/unban",
                peers::unban,
                Operation.enveloped("unbanPeer", "Lift a ban and reset the score.", answer));
    }

    private void anchors(AnchorEndpoints anchors) {
        table.read(
                "/anchors/{goal_id}",
                anchors::ofGoal,
                Operation.enveloped(
                        "anchors",
                        "A goal's anchors on the verified chain.",
                        AnchorEndpoints.AnchorList.class,
                        AnchorEndpoints.FROM,
                        Page.LIMIT));
        table.read(
                "/tau",
                anchors::tau,
                Operation.enveloped("tau", "How the node stands towards Tau Net.", AnchorEndpoints.TauJson.class));
        Class<?> answer = AnchorEndpoints.AnchorOrdered.class;
        table.admin(
                "/tau/commit", anchors::commit, Operation.enveloped("commitNow", "Anchor what is new now.", answer));
        table.admin(
                "/tau/reset-breaker",
                anchors::resetBreaker,
                Operation.enveloped("resetBreaker", "Close the circuit breaker towards Tau Net.", answer));
    }

    /** Served below the routes, where a request may stay; here for the document, the metrics and other methods. */
    private void stream() {
        table.read(
                "/stream",
                request -> Answer.refused(404, "there is nothing at this path"),
                Operation.bare(
                                "stream",
                                "Events as they happen: Server-Sent Events, or a WebSocket after an upgrade (docs/STREAM.md).",
                                EventStreamText.class)
                        .asking(
                                Parameter.text(
                                        "channels",
                                        "Some of contributions, leaderboard, peers, sync, tau, comma-separated. Default all."),
                                Parameter.text("goal", "Leaves out the events of other goals."),
                                Parameter.text("since", "Cursor of the last event that was seen.")));
    }

    private void openApi(String version) {
        List<Route> described = new ArrayList<>(table.all());
        Operation itself = Operation.bare("openApi", "This document.", JsonNode.class);
        // The document lists its own route, whose endpoint is then the only one that needs the document.
        described.add(Route.get(API + "/openapi.json", Access.READ, request -> Answer.json(200, null), itself));
        JsonNode document = OpenApiDocument.of(described, version);
        table.read("/openapi.json", request -> Answer.json(200, document), itself);
    }
}
