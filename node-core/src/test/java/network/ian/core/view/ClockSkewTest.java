package network.ian.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockSkewTest {

    private static final long SEED = 20_261_121;

    @Test
    void nobodySaysNothing() {
        assertThat(ClockSkew.of(List.of())).isEqualTo(ClockSkew.UNKNOWN);
        assertThat(ClockSkew.UNKNOWN.problem()).isEmpty();
    }

    @Test
    void aMinorityThatLiesCannotMoveItBeyondWhatHonestPeersSay() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            int honest = 1 + random.nextInt(20);
            int liars = random.nextInt(honest);
            long skew = random.nextLong(-1_000_000, 1_000_000);
            List<Long> said = new ArrayList<>();
            for (int peer = 0; peer < honest; peer++) {
                said.add(skew + random.nextLong(-500, 501));
            }
            boolean together = random.nextBoolean();
            for (int peer = 0; peer < liars; peer++) {
                said.add(together ? 253_402_300_799_999L : random.nextLong(-1L << 47, 1L << 47));
            }
            assertThat(ClockSkew.of(said).medianMs())
                    .as("seed %d, round %d, %s", SEED, round, said)
                    .isBetween(skew - 500, skew + 500);
        }
    }

    @Test
    void halfOfThePeersCannotMakeARightClockLookWrong() {
        assertThat(ClockSkew.of(List.of(3L, 900_000_000L))).isEqualTo(new ClockSkew(2, 3));
        assertThat(ClockSkew.of(List.of(-900_000_000L, -4L))).isEqualTo(new ClockSkew(2, -4));
    }

    @Test
    void fewPeersAreBelievedOnlyMuch() {
        assertThat(new ClockSkew(2, 120_000).problem()).isEmpty();
        assertThat(new ClockSkew(2, 120_001).problem()).isPresent();
        assertThat(new ClockSkew(3, 30_000).problem()).isEmpty();
        assertThat(new ClockSkew(3, -30_001).problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("this node's clock is 30.0 s behind the median of 3 peers;")
                        .contains("NTP"));
        assertThat(new ClockSkew(1, 600_000).problem())
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("this node's clock is 600.0 s ahead of the median of 1 peer;"));
    }
}
