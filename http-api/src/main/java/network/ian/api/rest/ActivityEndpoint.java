package network.ian.api.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.api.activity.Activity;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.core.node.Goal;

/** {@code GET /api/v1/activity/{goal_id}}. */
final class ActivityEndpoint implements ReadEndpoint {

    /** A minute; its start by the wall clock, in milliseconds since the epoch. */
    record BucketJson(long startMs, long accepted, long rejected, int logSize) {}

    /**
     * What became of a goal's contributions.
     *
     * @param fromMs since when this node counts, which is its start
     * @param rejections by reason, since then
     */
    record ActivityJson(
            String goalId,
            int bucketSeconds,
            long fromMs,
            List<BucketJson> buckets,
            long accepted,
            long rejected,
            long undecided,
            Map<String, Long> rejections) {}

    private final GoalLookup goals;
    private final Activity activity;

    ActivityEndpoint(GoalLookup goals, Activity activity) {
        this.goals = goals;
        this.activity = activity;
    }

    @Override
    public Answer read(ApiRequest request) {
        Goal goal = goals.goal(request);
        String goalId = goal.spec().goalId();
        Activity.Counted counted = activity.of(goalId).orElseThrow();
        Map<String, Long> rejections = new TreeMap<>();
        counted.rejections().forEach((reason, count) -> rejections.put(reason.name(), count));
        return Answer.ok(new ActivityJson(
                goalId,
                Activity.BUCKET_SECONDS,
                activity.fromMs(),
                counted.minutes().stream()
                        .map(one -> new BucketJson(one.startMs(), one.accepted(), one.rejected(), one.logSize()))
                        .toList(),
                counted.accepted(),
                counted.rejected(),
                counted.undecided(),
                rejections));
    }
}
