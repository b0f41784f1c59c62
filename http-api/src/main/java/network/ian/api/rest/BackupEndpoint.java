package network.ian.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Endpoint;
import network.ian.api.http.RefusedException;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;

/**
 * Names the state that {@code ian backup} copies: of every goal a commit record of its journal, and the roots that exactly the
 * records up to there come to. Nothing has to be let go of afterwards, as those records never change.
 */
final class BackupEndpoint implements Endpoint {

    private static final long TIMEOUT_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param state as {@code node_state.json} would say it, whatever was saved last */
    record Cut(String nodeId, JsonNode state) {}

    private final Node node;
    private final Clock clock;

    BackupEndpoint(Node node, Clock clock) {
        this.node = node;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Answer> answer(ApiRequest request) {
        List<Goal> goals = List.copyOf(node.goals());
        List<CompletableFuture<Optional<GoalSnapshot>>> cuts = new ArrayList<>();
        goals.forEach(goal -> cuts.add(goal.cut()));
        return CompletableFuture.allOf(cuts.toArray(CompletableFuture[]::new))
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .thenApply(done -> answer(goals, cuts))
                .exceptionally(BackupEndpoint::refused);
    }

    private Answer answer(List<Goal> goals, List<CompletableFuture<Optional<GoalSnapshot>>> cuts) {
        Map<String, GoalSnapshot> snapshots = new TreeMap<>();
        for (int i = 0; i < goals.size(); i++) {
            Goal goal = goals.get(i);
            GoalSnapshot snapshot = cuts.get(i)
                    .join()
                    .orElseThrow(() -> RefusedException.unavailable("goal "
                            + goal.spec().goalId() + " cannot be backed up now: "
                            + goal.health().state() + " " + goal.health().detail()));
            snapshots.put(goal.spec().goalId(), snapshot);
        }
        try {
            byte[] state = NodeStateFile.encode(snapshots, clock.millis());
            return Answer.ok(new Cut(node.identity().nodeId(), JSON.readTree(state)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer refused(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof RefusedException refused) {
            return refused.answer();
        }
        if (cause instanceof java.util.concurrent.TimeoutException) {
            return RefusedException.unavailable(
                            "a goal's writer did not answer within " + TIMEOUT_SECONDS + " s; try again")
                    .answer();
        }
        throw new CompletionException(cause);
    }
}
