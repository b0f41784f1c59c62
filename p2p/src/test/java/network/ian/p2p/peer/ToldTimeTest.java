package network.ian.p2p.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToldTimeTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void isCarriedOnByTheMonotonicClock() {
        ToldTime told = ToldTime.of(100_000, 5 * SECOND);
        assertThat(told.aheadMs(100_000, 5 * SECOND)).isZero();
        assertThat(told.aheadMs(160_000, 65 * SECOND)).isZero();
    }

    @Test
    void aJumpOfTheOwnClockShows() {
        ToldTime told = ToldTime.of(100_000, 0);
        assertThat(told.aheadMs(100_000 + 600_000 + 1_000, SECOND)).isEqualTo(600_000);
        assertThat(told.aheadMs(100_000 - 600_000 + 1_000, SECOND)).isEqualTo(-600_000);
    }

    @Test
    void anyNumberFromTheWireIsTaken() {
        assertThat(ToldTime.of(Long.MIN_VALUE, 0).aheadMs(1_800_000_000_000L, SECOND))
                .isEqualTo(1_800_000_000_000L - 1_000);
        assertThat(ToldTime.of(Long.MAX_VALUE, 0).aheadMs(1_800_000_000_000L, 0))
                .isEqualTo(1_800_000_000_000L - ToldTime.LAST_MS);
    }
}
