package network.ian.api.rest;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.node.GoalView;
import network.ian.core.projection.Candidate;

/** {@code GET /api/v1/leaderboard/{goal_id}}. */
final class LeaderboardEndpoint implements ReadEndpoint {

    /** A ranked entry. */
    record RankedJson(
            int rank,
            String packHash,
            String contributionId,
            String contributorId,
            double score,
            MetricsJson metrics,
            @MayBeNull Integer logIndex,
            long timestampMs) {}

    /**
     * The best entries, best first.
     *
     * @param total ranked entries, whether shown or not
     */
    record LeaderboardJson(List<RankedJson> entries, int total) {}

    private final GoalLookup goals;
    private final LeaderboardPages pages = new LeaderboardPages(LeaderboardEndpoint::page);

    LeaderboardEndpoint(GoalLookup goals) {
        this.goals = goals;
    }

    @Override
    public Answer read(ApiRequest request) {
        GoalView view = goals.view(request);
        int shown = Math.min(Page.limit(request), view.leaderboard().size());
        return Answer.prepared(pages.of(request.pathText(GoalLookup.GOAL_ID), view, shown));
    }

    private static LeaderboardJson page(GoalView view, int shown) {
        List<RankedJson> entries = IntStream.rangeClosed(1, shown)
                .mapToObj(rank -> entry(view, rank))
                .toList();
        return new LeaderboardJson(entries, view.leaderboard().size());
    }

    static RankedJson entry(GoalView view, int rank) {
        Candidate ranked = view.leaderboard().at(rank);
        return new RankedJson(
                rank,
                ranked.packHash().hex(),
                ranked.id().hex(),
                ranked.contributorId(),
                ranked.score(),
                MetricsJson.of(ranked.metrics()),
                Positions.orNull(view.log().positionOf(ranked.id())),
                ranked.timestampMs());
    }
}
