package network.ian.simulation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private record Planned(long time, int order) {}

    @Test
    void givesEventsBackByTimeAndThenByOrderOfArrival() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            EventQueue queue = new EventQueue();
            List<Planned> planned = new ArrayList<>();
            List<Planned> happened = new ArrayList<>();
            for (int order = 0; order < 3_000; order++) {
                Planned one = new Planned(random.nextLong(40), order);
                planned.add(one);
                queue.add(one.time(), () -> happened.add(one));
            }
            while (queue.size() > 0) {
                long first = queue.firstTime();
                queue.poll().happen();
                assertThat(happened.get(happened.size() - 1).time()).isEqualTo(first);
            }
            planned.sort(Comparator.comparingLong(Planned::time).thenComparingInt(Planned::order));
            assertThat(happened).as("seed %d", seed).isEqualTo(planned);
        }
    }

    @Test
    void mixesAddingAndTaking() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Timeline timeline = new Timeline();
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                timeline.after(random.nextLong(100), () -> again(timeline, random, times, 5));
            }
            timeline.runUntil(Long.MAX_VALUE);
            assertThat(times).as("seed %d", seed).isSorted().hasSize(20 * 63);
        }
    }

    private static void again(Timeline timeline, SplittableRandom random, List<Long> times, int depth) {
        times.add(timeline.nanos());
        for (int child = 0; child < 2 && depth > 0; child++) {
            timeline.after(random.nextLong(100), () -> again(timeline, random, times, depth - 1));
        }
    }

    @Test
    void saysWhenNothingIsLeft() {
        assertThat(new EventQueue().firstTime()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> new EventQueue().poll()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTraceTellsEveryDifference() {
        assertThat(traced(1, Trace.Kind.LOST, 2, 3)).isEqualTo(traced(1, Trace.Kind.LOST, 2, 3));
        assertThat(List.of(
                        traced(1, Trace.Kind.LOST, 2, 3),
                        traced(2, Trace.Kind.LOST, 2, 3),
                        traced(1, Trace.Kind.DELIVERED, 2, 3),
                        traced(1, Trace.Kind.LOST, 3, 2),
                        traced(1, Trace.Kind.LOST, 2, 4)))
                .doesNotHaveDuplicates();
    }

    private static String traced(long nanos, Trace.Kind kind, long subject, long object) {
        Trace trace = new Trace();
        trace.record(nanos, kind, subject, object);
        return trace.hex();
    }
}
