package network.ian.api.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.api.activity.GoalActivity.Bucket;
import network.ian.core.verdict.Reason;
import org.junit.jupiter.api.Test;

class GoalActivityTest {

    private static final long SEED = 62;

    private final AtomicInteger log = new AtomicInteger();
    private final GoalActivity activity = new GoalActivity(() -> OptionalInt.of(log.get()));

    @Test
    void aNewGoalHasOneEmptyMinute() {
        assertThat(activity.counts(0).buckets()).containsExactly(new Bucket(0, 0, 0, 0));
        assertThat(activity.counts(0).rejections())
                .hasSize(Reason.values().length)
                .containsEntry(Reason.STALE, 0L);
    }

    @Test
    void minutesBetweenAreEmptyAndKeepTheLogsSize() {
        log.set(3);
        activity.accepted(0);
        activity.rejected(0, Reason.STALE);
        activity.look(0);
        log.set(4);
        activity.accepted(3);
        activity.undecided();
        assertThat(activity.counts(3).buckets())
                .containsExactly(
                        new Bucket(0, 1, 1, 3), new Bucket(1, 0, 0, 3), new Bucket(2, 0, 0, 3), new Bucket(3, 1, 0, 4));
        assertThat(activity.counts(3))
                .satisfies(all -> assertThat(List.of(all.accepted(), all.rejected(), all.undecided()))
                        .containsExactly(2L, 1L, 1L));
    }

    @Test
    void afterAGapOfAnHourOrMoreOnlyTheSumsAreLeft() {
        for (long gap : List.of(60L, 61L, 119L, 120L, 600_000L)) {
            GoalActivity one = new GoalActivity(() -> OptionalInt.of(7));
            one.accepted(5);
            one.rejected(5, Reason.DUPLICATE);
            GoalActivity.Counts after = one.counts(5 + gap);
            assertThat(after.buckets()).as("gap of %d", gap).hasSize(60);
            assertThat(after.buckets()).allSatisfy(bucket -> {
                assertThat(bucket.accepted()).isZero();
                assertThat(bucket.rejected()).isZero();
                assertThat(bucket.logSize()).isEqualTo(7);
            });
            assertThat(after.buckets().get(59).minute()).isEqualTo(5 + gap);
            assertThat(after.accepted()).isEqualTo(1);
            assertThat(after.rejections()).containsEntry(Reason.DUPLICATE, 1L);
        }
    }

    @Test
    void aClockThatWasReadBeforeAnothersCountsInTheRunningMinute() {
        activity.accepted(10);
        activity.accepted(9);
        assertThat(activity.counts(9).buckets()).last().isEqualTo(new Bucket(10, 2, 0, 0));
    }

    @Test
    void alwaysTheLastHourOfAFullList() {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Long, Long> full = new TreeMap<>();
        long now = 0;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(20) == 0 ? random.nextInt(150) : random.nextInt(2);
            activity.accepted(now);
            full.merge(now, 1L, Long::sum);
            List<Long> expected = new ArrayList<>();
            for (long minute = Math.max(0, now - 59); minute <= now; minute++) {
                expected.add(full.getOrDefault(minute, 0L));
            }
            assertThat(activity.counts(now).buckets())
                    .as("seed %d, step %d", SEED, i)
                    .extracting(Bucket::accepted)
                    .isEqualTo(expected);
        }
    }
}
