package network.ian.api.rest;

import java.util.concurrent.CompletableFuture;
import network.ian.api.http.Access;
import network.ian.api.http.Operation;
import network.ian.api.http.Route;

/** What operators and their machines ask: health, metrics, certificates, credentials, orders. */
final class OperatorRoutes {

    private final RouteTable table;

    private OperatorRoutes(RouteTable table) {
        this.table = table;
    }

    static void add(RouteTable table, Routes.Wiring wiring, GoalLookup goals) {
        OperatorRoutes routes = new OperatorRoutes(table);
        routes.certificates(new CertificateEndpoints(wiring.peers().certificates(), wiring.clock()));
        routes.operators(wiring, goals);
        routes.access(new AccessEndpoints(wiring.tokens(), wiring.clock()));
        routes.projections(wiring, goals);
    }

    private void certificates(CertificateEndpoints certificates) {
        table.read(
                "/certificates",
                certificates::all,
                Operation.enveloped(
                        "certificates",
                        "The certificates that the node shows.",
                        CertificateEndpoints.CertificateList.class));
        table.admin(
                "/certificates/rotate",
                certificates::rotate,
                Operation.enveloped(
                        "rotateCertificate",
                        "Make a new certificate for peers and show it from now on.",
                        CertificateEndpoints.CertificateJson.class));
    }

    private void operators(Routes.Wiring wiring, GoalLookup goals) {
        HealthEndpoints health = new HealthEndpoints(wiring.health());
        table.open(
                "/health",
                health::health,
                Operation.bare("health", "OK; a JSON report with Accept: application/json.", String.class));
        table.open(
                "/health/live",
                health::live,
                Operation.bare("live", "Whether the process works.", HealthEndpoints.HealthJson.class));
        table.open(
                "/health/ready",
                health::ready,
                Operation.bare("ready", "Whether work may be sent here.", HealthEndpoints.HealthJson.class));
        table.open(
                "/ready",
                health::ready,
                Operation.bare("readyShort", "As /health/ready.", HealthEndpoints.HealthJson.class));
        table.open(
                "/metrics",
                new MetricsEndpoint(wiring.metrics()),
                Operation.bare("metrics", "Prometheus text.", String.class));
        AdminEndpoints admin = new AdminEndpoints(wiring.node(), goals, wiring.clock());
        table.admin(
                "/goals/{goal_id}/drop-body/{contribution_id}",
                request -> CompletableFuture.completedFuture(admin.dropBody(request)),
                Operation.enveloped(
                        "dropBody", "Remove a body; header, leaf and proofs stay.", AdminEndpoints.DroppedBody.class));
        table.admin(
                "/goals",
                new GoalAddEndpoint(wiring.node(), wiring.slowWork()),
                Operation.enveloped("addGoal", "Add a goal, for good.", GoalAddEndpoint.AddedGoal.class)
                        .taking(Operation.Body.GOAL));
        table.admin(
                "/backup/cut",
                new BackupEndpoint(wiring.node(), wiring.clock()),
                Operation.enveloped(
                        "backupCut",
                        "The state to copy for a backup: a commit record of each goal, and its roots.",
                        BackupEndpoint.Cut.class));
        table.admin(
                "/save",
                request -> CompletableFuture.completedFuture(admin.save(request)),
                Operation.enveloped("save", "Save the state now.", AdminEndpoints.SavedState.class));
        table.admin(
                "/diagnostics",
                new DiagnosticsEndpoint(wiring.version()).asEndpoint(),
                Operation.enveloped(
                        "diagnostics", "Threads and memory of the process.", DiagnosticsEndpoint.Diagnosis.class));
    }

    private void access(AccessEndpoints access) {
        table.add(Route.get(
                RouteTable.API + "/whoami",
                Access.ASKING,
                access::whoami,
                Operation.enveloped(
                        "whoami", "What the credential of this request is good for.", AccessEndpoints.Whoami.class)));
        table.add(Route.get(
                RouteTable.API + "/admin/tokens",
                Access.ADMIN,
                access::tokens,
                Operation.enveloped("tokens", "The API tokens, without secrets.", AccessEndpoints.TokenList.class)));
    }

    private void projections(Routes.Wiring wiring, GoalLookup goals) {
        ProjectionEndpoints projections =
                new ProjectionEndpoints(wiring.node(), goals, wiring.dataDirectory(), wiring.slowWork());
        table.read(
                "/projections/{goal_id}",
                projections::all,
                Operation.enveloped(
                        "projections",
                        "A goal's projections and their snapshots on disk.",
                        ProjectionEndpoints.ProjectionList.class));
        table.admin(
                "/goals/{goal_id}/rebuild-projections",
                projections::rebuild,
                Operation.enveloped(
                        "rebuildProjections",
                        "Fold the leaderboard anew from the journal and compare.",
                        ProjectionEndpoints.RebuiltJson.class));
    }
}
