package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import network.ian.api.RunningApi.Reply;
import network.ian.core.contribution.AgentPack;
import network.ian.core.node.GoalView;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.LeaderboardView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are kept as bytes while they hold: whoever asks after a contribution was acknowledged must see it nonetheless. */
class FreshAnswersTest {

    private static final String STATUS = "/api/v1/status/" + RunningApi.GOAL;
    private static final String LEADERBOARD = "/api/v1/leaderboard/" + RunningApi.GOAL;

    @TempDir
    private Path data;

    @Test
    void whatWasAcknowledgedIsReadAtOnceWhileOthersReadToo() throws IOException {
        Contributions contributions = new Contributions(77);
        try (RunningApi api = RunningApi.start(data)) {
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<Void>> readers = List.of(
                    CompletableFuture.runAsync(() -> read(api, LEADERBOARD, over), task -> new Thread(task).start()),
                    CompletableFuture.runAsync(() -> read(api, STATUS, over), task -> new Thread(task).start()));
            long rejected = 0;
            for (int i = 0; i < 60; i++) {
                Reply posted = api.post("/api/v1/contribute", contributions.signed(RunningApi.NOW_MS + i));
                rejected += posted.data().get("accepted").asBoolean() ? 0 : 1;
                assertShown(api, rejected);
            }
            over.set(true);
            readers.forEach(CompletableFuture::join);
        }
    }

    @Test
    void anEntryThatOnlyMovesOthersInTheLogIsSeenOnTheLeaderboard() throws IOException {
        Contributions contributions = new Contributions(78);
        try (RunningApi api = RunningApi.start(data)) {
            AgentPack first = contributions.pack();
            accept(api, contributions.signed(first, RunningApi.NOW_MS + 10));
            accept(api, contributions.signed(RunningApi.NOW_MS + 30));
            assertShown(api, 0);
            LeaderboardView board = view(api).leaderboard();

            accept(api, contributions.signed(first, RunningApi.NOW_MS + 20));

            assertThat(view(api).leaderboard())
                    .as("the board, which does not change")
                    .isSameAs(board);
            assertShown(api, 0);
        }
    }

    private static void accept(RunningApi api, byte[] request) {
        assertThat(api.post("/api/v1/contribute", request)
                        .data()
                        .get("accepted")
                        .asBoolean())
                .isTrue();
    }

    private static GoalView view(RunningApi api) {
        return api.node.goal(RunningApi.GOAL).orElseThrow().view().orElseThrow();
    }

    private static void assertShown(RunningApi api, long rejected) {
        GoalView view = view(api);
        JsonNode status = api.get(STATUS).data();
        assertThat(status.get("log_size").asInt()).isEqualTo(view.log().size());
        assertThat(status.get("log_root").asText()).isEqualTo(view.log().root().hex());
        assertThat(status.get("leaderboard_root").asText())
                .isEqualTo(view.leaderboard().root().hex());
        assertThat(status.get("rejected_contributions").asLong()).isEqualTo(rejected);
        for (int limit : new int[] {3, 100}) {
            JsonNode page = api.get(LEADERBOARD + "?limit=" + limit).data();
            assertThat(page.get("total").asInt()).isEqualTo(view.leaderboard().size());
            List<String> expected = new ArrayList<>();
            for (int rank = 1; rank <= Math.min(limit, view.leaderboard().size()); rank++) {
                Candidate candidate = view.leaderboard().at(rank);
                expected.add(candidate.id().hex() + " "
                        + view.log().positionOf(candidate.id()).orElseThrow());
            }
            List<String> shown = new ArrayList<>();
            page.get("entries")
                    .forEach(entry -> shown.add(entry.get("contribution_id").asText() + " "
                            + entry.get("log_index").asInt()));
            assertThat(shown).isEqualTo(expected);
        }
    }

    private static void read(RunningApi api, String path, AtomicBoolean over) {
        while (!over.get()) {
            assertThat(api.get(path).status()).isEqualTo(200);
        }
    }
}
