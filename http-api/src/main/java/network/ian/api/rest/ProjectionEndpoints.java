package network.ian.api.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.RefusedException;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;
import network.ian.core.node.RebuiltProjection;
import network.ian.core.verify.ProjectionStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/projections/{goal_id}} and the order to fold them anew. */
final class ProjectionEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionEndpoints.class);

    /**
     * A snapshot on disk.
     *
     * @param state EQUAL, STALE (of another log, for up to a minute), DIFFERENT, MISSING or UNREADABLE
     * @param problem what is wrong with the file; empty if nothing is
     */
    record SnapshotJson(
            String state,
            @MayBeNull Integer logSize,
            @MayBeNull String logRoot,
            @MayBeNull String root,
            @MayBeNull Long writtenAtMs,
            String problem) {}

    /** A projection that is served, and the log that it is applied to. */
    record ProjectionJson(String name, int logSize, String logRoot, String root, SnapshotJson snapshot) {}

    /** A goal's projections. */
    record ProjectionList(String goalId, List<ProjectionJson> projections) {}

    /**
     * A projection was folded anew from the journal.
     *
     * @param differed whether what was served before was something else, which only a fault explains
     */
    record RebuiltJson(
            String goalId,
            String name,
            int logSize,
            String logRoot,
            String rootBefore,
            String root,
            boolean differed) {}

    private final Node node;
    private final GoalLookup goals;
    private final Path goalsDirectory;
    private final Executor worker;

    /** @param worker where a fold may take its time; it may refuse */
    ProjectionEndpoints(Node node, GoalLookup goals, Path dataDirectory, Executor worker) {
        this.node = node;
        this.goals = goals;
        this.goalsDirectory = dataDirectory.resolve("goals");
        this.worker = worker;
    }

    Answer all(ApiRequest request) {
        Goal goal = goals.goal(request);
        GoalView view = GoalLookup.view(goal);
        String id = goal.spec().goalId();
        try {
            ProjectionStatus status = ProjectionStatus.of(
                    id,
                    goalsDirectory.resolve(id),
                    view.log().size(),
                    view.log().root(),
                    view.leaderboard());
            return Answer.ok(new ProjectionList(id, List.of(json(status))));
        } catch (IOException e) {
            throw RefusedException.unavailable("the snapshot cannot be read: " + e.getMessage());
        }
    }

    CompletableFuture<Answer> rebuild(ApiRequest request) {
        Goal goal = goals.goal(request);
        GoalLookup.view(goal);
        try {
            return CompletableFuture.supplyAsync(() -> rebuilt(goal), worker);
        } catch (RejectedExecutionException e) {
            throw RefusedException.unavailable("a projection is being rebuilt already");
        }
    }

    private Answer rebuilt(Goal goal) {
        try {
            Optional<RebuiltProjection> rebuilt = node.rebuildProjection(goal);
            return rebuilt.map(done -> Answer.ok(json(done)))
                    .orElseGet(() -> Answer.refused(503, "the goal does not answer: see /health"));
        } catch (IOException | UncheckedIOException e) {
            LOG.atError().addKeyValue("goal", goal.spec().goalId()).setCause(e).log("Projection not rebuilt");
            return Answer.refused(503, "the projection was not rebuilt: " + e.getMessage());
        }
    }

    private static ProjectionJson json(ProjectionStatus status) {
        Optional<ProjectionStatus.Snapshot> snapshot = status.snapshot();
        return new ProjectionJson(
                ProjectionStatus.LEADERBOARD,
                status.logSize(),
                status.logRoot().hex(),
                status.root().hex(),
                new SnapshotJson(
                        status.state().name(),
                        snapshot.map(ProjectionStatus.Snapshot::logSize).orElse(null),
                        snapshot.map(ProjectionStatus.Snapshot::logRoot).orElse(null),
                        snapshot.map(ProjectionStatus.Snapshot::root).orElse(null),
                        snapshot.map(ProjectionStatus.Snapshot::writtenAtMs).orElse(null),
                        status.problem().orElse("")));
    }

    private static RebuiltJson json(RebuiltProjection rebuilt) {
        return new RebuiltJson(
                rebuilt.goalId(),
                ProjectionStatus.LEADERBOARD,
                rebuilt.logSize(),
                rebuilt.logRoot().hex(),
                rebuilt.served().hex(),
                rebuilt.folded().hex(),
                rebuilt.differed());
    }
}
