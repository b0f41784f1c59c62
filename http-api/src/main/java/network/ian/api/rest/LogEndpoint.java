package network.ian.api.rest;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.http.RefusedException;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;

/** {@code GET /api/v1/log/{goal_id}}. */
final class LogEndpoint implements ReadEndpoint {

    /** An entry of the log. */
    record LogEntry(
            int logIndex,
            String contributionId,
            long timestampMs,
            String packHash,
            String contributorId,
            boolean sponsored,
            double score,
            MetricsJson metrics) {}

    /**
     * A stretch of the log, all as of one moment.
     *
     * @param logRoot root over all {@code logSize} entries
     */
    record LogPage(String logRoot, int logSize, int fromIndex, List<LogEntry> entries) {}

    private final GoalLookup goals;

    LogEndpoint(GoalLookup goals) {
        this.goals = goals;
    }

    @Override
    public Answer read(ApiRequest request) {
        Goal goal = goals.goal(request);
        GoalView view = GoalLookup.view(goal);
        int size = view.log().size();
        long from = request.queryIndex("from", 0);
        int limit = Page.limit(request);
        if (from > size) {
            throw RefusedException.notFound("from: the log has " + size + " entries");
        }
        int first = (int) from;
        int end = Math.min(size, first + limit);
        List<LogEntry> entries = IntStream.range(first, end)
                .mapToObj(index -> entry(goal.spec(), view.entry(index), index))
                .toList();
        return Answer.ok(new LogPage(view.log().root().hex(), size, first, entries));
    }

    private static LogEntry entry(GoalSpec spec, StoredEntry stored, int index) {
        Header header = HeaderCodec.decode(stored.header());
        return new LogEntry(
                index,
                stored.id().hex(),
                stored.timestampMs(),
                stored.packHash().hex(),
                header.contributorId(),
                header.sponsored(),
                spec.ranking().score(stored.metrics()),
                MetricsJson.of(stored.metrics()));
    }
}
