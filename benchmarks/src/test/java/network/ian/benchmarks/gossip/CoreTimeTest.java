package network.ian.benchmarks.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoreTimeTest {

    @Test
    void readsUserAndSystemTimeWhateverTheProgramIsCalled() {
        String stat = "77 (a (b) c) S 1 77 77 0 -1 4194560 9 8 7 6 150 25 3 2 20 0 11 0 12345";

        assertThat(CoreTime.all(stat)).isEqualTo(1_750_000_000L);
    }

    @Test
    void knowsTheThreadsThatJudge() {
        assertThat(CoreTime.judges("worker-1\n")).isTrue();
        assertThat(CoreTime.judges("goal-DEMO_TRADI\n")).isTrue();
        assertThat(CoreTime.judges("p2p-protocol-1\n")).isFalse();
        assertThat(CoreTime.nanos("123456789 55 66\n")).isEqualTo(123_456_789L);
    }

    @Test
    void leavesOutWhatIsUsedAnyway() {
        Idle idle = new Idle(new CoreTime(30, 10), 1_000);

        assertThat(new CoreTime(500, 100).minus(idle.of(2_000))).isEqualTo(new CoreTime(440, 80));
    }
}
