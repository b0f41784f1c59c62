package network.ian.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import network.ian.api.access.TokenDoor;
import network.ian.api.activity.Activity;
import network.ian.api.alert.AlertWatch;
import network.ian.api.equity.EquityCurves;
import network.ian.api.health.NodeHealth;
import network.ian.api.http.Access;
import network.ian.api.http.Answer;
import network.ian.api.http.Endpoint;
import network.ian.api.http.EventStreamText;
import network.ian.api.http.Operation;
import network.ian.api.http.Parameter;
import network.ian.api.http.ReadEndpoint;
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

    private static final String API = "/api/v1";

    private final List<Route> routes = new ArrayList<>();

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
        Routes table = new Routes();
        GoalLookup goals = new GoalLookup(wiring.node());
        StatusEndpoint status = new StatusEndpoint(goals, wiring.peers(), wiring.anchors());
        table.contributions(wiring, goals);
        table.goals(wiring, goals, status);
        table.live(wiring, goals);
        table.proofs(goals);
        AnchorEndpoints anchors = new AnchorEndpoints(goals, wiring.anchors());
        table.node(wiring, status, anchors);
        table.anchors(anchors);
        table.certificates(new CertificateEndpoints(wiring.peers().certificates(), wiring.clock()));
        table.operators(wiring, goals);
        table.access(new AccessEndpoints(wiring.tokens(), wiring.clock()));
        table.projections(wiring, goals);
        table.stream();
        table.openApi(wiring.version());
        table.routes.addAll(WebFiles.routes(Pages.files()));
        return List.copyOf(table.routes);
    }

    private void contributions(Wiring wiring, GoalLookup goals) {
        routes.add(Route.post(
                API + "/contribute",
                Access.WRITE,
                new ContributeEndpoint(
                        goals, wiring.node().ingress(), wiring.maxBodyBytes(), wiring.contributeTimeout()),
                Operation.enveloped("contribute", "Submit a contribution.", ContributeEndpoint.Contributed.class)
                        .withBody()));
        read(
                "/contribution/{goal_id}/{contribution_id}",
                new ContributionEndpoint(goals),
                Operation.enveloped(
                        "contribution",
                        "A contribution with all that is needed to verify it.",
                        ContributionEndpoint.ContributionJson.class));
    }

    private void goals(Wiring wiring, GoalLookup goals, StatusEndpoint status) {
        GoalsEndpoints all = new GoalsEndpoints(wiring.node(), goals);
        read("/goals", all::all, Operation.enveloped("goals", "All goals.", GoalsEndpoints.GoalList.class));
        read(
                "/goals/{goal_id}",
                all::one,
                Operation.enveloped("goal", "A goal's rules.", GoalsEndpoints.GoalRules.class));
        read(
                "/status/{goal_id}",
                status,
                Operation.enveloped("status", "A goal's state.", StatusEndpoint.GoalStatus.class));
        read(
                "/leaderboard/{goal_id}",
                new LeaderboardEndpoint(goals),
                Operation.enveloped(
                        "leaderboard",
                        "The best entries, best first.",
                        LeaderboardEndpoint.LeaderboardJson.class,
                        Page.LIMIT));
        read(
                "/log/{goal_id}",
                new LogEndpoint(goals),
                Operation.enveloped(
                        "log",
                        "A stretch of the log.",
                        LogEndpoint.LogPage.class,
                        Parameter.integer("from", "First log index. Default 0."),
                        Page.LIMIT));
        read(
                "/policy/{goal_id}",
                new PolicyEndpoint(goals),
                Operation.enveloped("policy", "The pack at rank 1.", PolicyEndpoint.PolicyJson.class));
    }

    private void live(Wiring wiring, GoalLookup goals) {
        routes.add(Route.getLater(
                API + "/equity/{goal_id}",
                Access.READ,
                new EquityEndpoint(goals, wiring.curves()),
                Operation.enveloped(
                        "equity",
                        "What an entry's agent earned in its evaluation, beside buy-and-hold.",
                        EquityEndpoint.EquityJson.class,
                        EquityEndpoint.CONTRIBUTION)));
        read(
                "/activity/{goal_id}",
                new ActivityEndpoint(goals, wiring.activity()),
                Operation.enveloped(
                        "activity",
                        "What became of a goal's contributions, minute by minute.",
                        ActivityEndpoint.ActivityJson.class));
        read(
                "/alerts",
                new AlertsEndpoint(wiring.alerts()),
                Operation.enveloped(
                        "alerts", "The operators' alerts that hold on this node.", AlertsEndpoint.AlertList.class));
    }

    private void proofs(GoalLookup goals) {
        ProofEndpoints proofs = new ProofEndpoints(goals);
        read(
                "/proof/{goal_id}/{log_index}",
                proofs::byIndex,
                Operation.enveloped(
                        "proof",
                        "That an entry is in the log (RFC 9162).",
                        ProofEndpoints.ProofJson.class,
                        ProofEndpoints.TREE_SIZE,
                        ProofEndpoints.ROOT));
        read(
                "/proof/{goal_id}/by-id/{contribution_id}",
                proofs::byId,
                Operation.enveloped(
                        "proofById",
                        "That a contribution is in the log (RFC 9162).",
                        ProofEndpoints.ProofJson.class,
                        ProofEndpoints.TREE_SIZE,
                        ProofEndpoints.ROOT));
        read(
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
        read(
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
        read("/info", node::info, Operation.enveloped("info", "Who this node is.", NodeEndpoints.NodeInfo.class));
        peers(new PeerEndpoints(wiring.peers()));
        routes.add(Route.get(
                "/status",
                Access.READ,
                node::status,
                Operation.bare("nodeStatus", "The whole node.", NodeEndpoints.NodeStatus.class)));
    }

    private void peers(PeerEndpoints peers) {
        read(
                "/peers",
                peers::all,
                Operation.enveloped("peers", "The connected peers, bans, pins.", PeerEndpoints.PeerList.class));
        Class<?> answer = PeerEndpoints.Ordered.class;
        admin(
                "/peers/add",
                peers::add,
                Operation.enveloped("addPeer", "Keep a connection to an address.", answer, PeerEndpoints.ADDRESS));
        admin(
                "/peers/remove",
                peers::remove,
                Operation.enveloped("removePeer", "Keep it no longer.", answer, PeerEndpoints.ADDRESS));
        admin(
                "/peers/{node_id}/ban",
                peers::ban,
                Operation.enveloped("banPeer", "Refuse a node for a time.", answer, PeerEndpoints.SECONDS));
        admin(
                "/peers/{node_id}/unban",
                peers::unban,
                Operation.enveloped("unbanPeer", "Lift a ban and reset the score.", answer));
    }

    private void anchors(AnchorEndpoints anchors) {
        read(
                "/anchors/{goal_id}",
                anchors::ofGoal,
                Operation.enveloped(
                        "anchors",
                        "A goal's anchors on the verified chain.",
                        AnchorEndpoints.AnchorList.class,
                        AnchorEndpoints.FROM,
                        Page.LIMIT));
        read(
                "/tau",
                anchors::tau,
                Operation.enveloped("tau", "How the node stands towards Tau Net.", AnchorEndpoints.TauJson.class));
        Class<?> answer = AnchorEndpoints.AnchorOrdered.class;
        admin("/tau/commit", anchors::commit, Operation.enveloped("commitNow", "Anchor what is new now.", answer));
        admin(
                "/tau/reset-breaker",
                anchors::resetBreaker,
                Operation.enveloped("resetBreaker", "Close the circuit breaker towards Tau Net.", answer));
    }

    private void certificates(CertificateEndpoints certificates) {
        read(
                "/certificates",
                certificates::all,
                Operation.enveloped(
                        "certificates",
                        "The certificates that the node shows.",
                        CertificateEndpoints.CertificateList.class));
        admin(
                "/certificates/rotate",
                certificates::rotate,
                Operation.enveloped(
                        "rotateCertificate",
                        "Make a new certificate for peers and show it from now on.",
                        CertificateEndpoints.CertificateJson.class));
    }

    private void operators(Wiring wiring, GoalLookup goals) {
        HealthEndpoints health = new HealthEndpoints(wiring.health());
        open(
                "/health",
                health::health,
                Operation.bare("health", "OK; a JSON report with Accept: application/json.", String.class));
        open(
                "/health/live",
                health::live,
                Operation.bare("live", "Whether the process works.", HealthEndpoints.HealthJson.class));
        open(
                "/health/ready",
                health::ready,
                Operation.bare("ready", "Whether work may be sent here.", HealthEndpoints.HealthJson.class));
        open(
                "/ready",
                health::ready,
                Operation.bare("readyShort", "As /health/ready.", HealthEndpoints.HealthJson.class));
        open(
                "/metrics",
                new MetricsEndpoint(wiring.metrics()),
                Operation.bare("metrics", "Prometheus text.", String.class));
        AdminEndpoints admin = new AdminEndpoints(wiring.node(), goals, wiring.clock());
        admin(
                "/goals/{goal_id}/drop-body/{contribution_id}",
                request -> CompletableFuture.completedFuture(admin.dropBody(request)),
                Operation.enveloped(
                        "dropBody", "Remove a body; header, leaf and proofs stay.", AdminEndpoints.DroppedBody.class));
        admin(
                "/backup/cut",
                new BackupEndpoint(wiring.node(), wiring.clock()),
                Operation.enveloped(
                        "backupCut",
                        "The state to copy for a backup: a commit record of each goal, and its roots.",
                        BackupEndpoint.Cut.class));
        admin(
                "/save",
                request -> CompletableFuture.completedFuture(admin.save(request)),
                Operation.enveloped("save", "Save the state now.", AdminEndpoints.SavedState.class));
        admin(
                "/diagnostics",
                new DiagnosticsEndpoint(wiring.version()).asEndpoint(),
                Operation.enveloped(
                        "diagnostics", "Threads and memory of the process.", DiagnosticsEndpoint.Diagnosis.class));
    }

    private void access(AccessEndpoints access) {
        routes.add(Route.get(
                API + "/whoami",
                Access.ASKING,
                access::whoami,
                Operation.enveloped(
                        "whoami", "What the credential of this request is good for.", AccessEndpoints.Whoami.class)));
        routes.add(Route.get(
                API + "/admin/tokens",
                Access.ADMIN,
                access::tokens,
                Operation.enveloped("tokens", "The API tokens, without secrets.", AccessEndpoints.TokenList.class)));
    }

    private void projections(Wiring wiring, GoalLookup goals) {
        ProjectionEndpoints projections =
                new ProjectionEndpoints(wiring.node(), goals, wiring.dataDirectory(), wiring.slowWork());
        read(
                "/projections/{goal_id}",
                projections::all,
                Operation.enveloped(
                        "projections",
                        "A goal's projections and their snapshots on disk.",
                        ProjectionEndpoints.ProjectionList.class));
        admin(
                "/goals/{goal_id}/rebuild-projections",
                projections::rebuild,
                Operation.enveloped(
                        "rebuildProjections",
                        "Fold the leaderboard anew from the journal and compare.",
                        ProjectionEndpoints.RebuiltJson.class));
    }

    /** Served below the routes, where a request may stay; here for the document, the metrics and other methods. */
    private void stream() {
        read(
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
        List<Route> described = new ArrayList<>(routes);
        Operation itself = Operation.bare("openApi", "This document.", JsonNode.class);
        // The document lists its own route, whose endpoint is then the only one that needs the document.
        described.add(Route.get(API + "/openapi.json", Access.READ, request -> Answer.json(200, null), itself));
        JsonNode document = OpenApiDocument.of(described, version);
        read("/openapi.json", request -> Answer.json(200, document), itself);
    }

    private void read(String path, ReadEndpoint endpoint, Operation operation) {
        routes.add(Route.get(API + path, Access.READ, endpoint, operation));
    }

    private void open(String path, ReadEndpoint endpoint, Operation operation) {
        routes.add(Route.get(path, Access.OPEN, endpoint, operation));
    }

    private void admin(String path, Endpoint endpoint, Operation operation) {
        routes.add(Route.post(API + "/admin" + path, Access.ADMIN, endpoint, operation));
    }
}
