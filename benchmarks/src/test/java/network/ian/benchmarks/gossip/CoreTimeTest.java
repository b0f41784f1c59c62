package network.ian.benchmarks.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import network.ian.benchmarks.gossip.ThreadClocks.Clock;
import org.junit.jupiter.api.Test;

class CoreTimeTest {

    private static final ThreadClocks START =
            new ThreadClocks(50_000_000, Map.of("1", new Clock(40_000_000, false), "2", new Clock(9_000_000, true)));

    @Test
    void countsThreadsToTheNanosecond() {
        ThreadClocks end = new ThreadClocks(
                60_000_000,
                Map.of(
                        "1",
                        new Clock(40_000_007, false),
                        "2",
                        new Clock(9_000_100, true),
                        "3",
                        new Clock(3_000, true)));

        assertThat(end.since(START)).isEqualTo(new CoreTime(3_107, 3_100));
    }

    @Test
    void countsTicksWhereAThreadHasEnded() {
        ThreadClocks end = new ThreadClocks(450_000_000, Map.of("2", new Clock(9_000_100, true)));

        assertThat(end.since(START)).isEqualTo(new CoreTime(400_000_000, 100));
    }

    @Test
    void readsTheThreadsOfAProcess() throws IOException {
        ThreadClocks now = ThreadClocks.of(ProcessHandle.current().pid());

        assertThat(now.threads()).hasSizeGreaterThan(1);
        assertThat(now.threads().values()).anyMatch(clock -> clock.nanos() > 0);
        assertThat(now.ticksNanos()).isPositive();
    }

    @Test
    void knowsTheThreadsThatJudge() {
        assertThat(ThreadClocks.judges("worker-1\n")).isTrue();
        assertThat(ThreadClocks.judges("goal-DEMO_TRADI\n")).isTrue();
        assertThat(ThreadClocks.judges("p2p-protocol-1\n")).isFalse();
        assertThat(ThreadClocks.nanos("123456789 55 66\n")).isEqualTo(123_456_789L);
    }

    @Test
    void leavesOutWhatIsUsedAnyway() {
        Reading start = new Reading(5_000, List.of(START), 0);
        Reading end = new Reading(
                6_000,
                List.of(new ThreadClocks(
                        50_000_000, Map.of("1", new Clock(40_000_020, false), "2", new Clock(9_000_010, true)))),
                0);

        assertThat(new CoreTime(500, 100).minus(Idle.between(start, end).of(2_000)))
                .isEqualTo(new CoreTime(440, 80));
    }
}
