package network.ian.app.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import network.ian.app.top.Snapshot.Activity;

/** Reads {@code /api/v1/activity/{goal_id}}. */
final class ActivityReader {

    private static final int MOST_BUCKETS = 60;
    private static final int MOST_REASONS = 32;
    private static final double MINUTE_MS = 60_000;

    private ActivityReader() {}

    /** @param nowMs to say how much of the running minute is over */
    static Activity read(JsonNode activity, long nowMs) {
        List<JsonNode> all = StreamSupport.stream(activity.path("buckets").spliterator(), false)
                .toList();
        List<JsonNode> buckets = all.subList(Math.max(0, all.size() - MOST_BUCKETS), all.size());
        long accepted =
                buckets.stream().mapToLong(b -> b.path("accepted").asLong()).sum();
        List<Long> bars = buckets.stream().map(ActivityReader::contributions).toList();
        long came = bars.stream().mapToLong(bar -> bar).sum();
        return new Activity(
                bars,
                perMinute(buckets, nowMs),
                came > 0 ? OptionalDouble.of((double) accepted / came) : OptionalDouble.empty(),
                activity.path("undecided").asLong(),
                rejections(activity.path("rejections")));
    }

    private static long contributions(JsonNode bucket) {
        return bucket.path("accepted").asLong() + bucket.path("rejected").asLong();
    }

    /** The running minute's, and of the one before it the share that is not yet 60 s ago. */
    private static double perMinute(List<JsonNode> buckets, long nowMs) {
        if (buckets.isEmpty()) {
            return 0;
        }
        JsonNode running = buckets.get(buckets.size() - 1);
        double over = (nowMs - running.path("start_ms").asLong()) / MINUTE_MS;
        double earlier = buckets.size() < 2 ? 0 : contributions(buckets.get(buckets.size() - 2));
        return contributions(running) + earlier * (1 - Math.min(1, Math.max(0, over)));
    }

    private static List<Map.Entry<String, Long>> rejections(JsonNode byReason) {
        List<Map.Entry<String, Long>> reasons = new ArrayList<>();
        byReason.properties().stream()
                .limit(MOST_REASONS)
                .filter(reason -> reason.getValue().asLong() > 0)
                .forEach(reason -> reasons.add(new SimpleImmutableEntry<>(
                        reason.getKey(), reason.getValue().asLong())));
        reasons.sort(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed());
        return List.copyOf(reasons);
    }
}
