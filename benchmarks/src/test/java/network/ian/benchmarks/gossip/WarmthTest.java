package network.ian.benchmarks.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmthTest {

    private static final int MOST = 100;

    @Test
    void whatStillGetsFasterIsNotWarm() {
        Warmth warmth = new Warmth(MOST);
        double micros = 1_000;
        for (int turn = 1; turn < MOST; turn++) {
            warmth.add(micros);
            micros *= 0.98;
            assertThat(warmth.steady()).as("after turn %d", turn).isFalse();
        }
        warmth.add(micros);
        assertThat(warmth.steady()).as("after the last").isTrue();
    }

    @Test
    void whatTakesTheSameIsWarmOnceTwoWindowsShowIt() {
        Warmth warmth = new Warmth(MOST);
        for (int turn = 1; turn < 2 * Warmth.WINDOW; turn++) {
            warmth.add(500);
            assertThat(warmth.steady()).isFalse();
        }
        warmth.add(500);
        assertThat(warmth.steady()).isTrue();
    }

    @Test
    void aStartThatIsLongPastIsForgotten() {
        Warmth warmth = new Warmth(MOST);
        for (int turn = 0; turn < Warmth.WINDOW; turn++) {
            warmth.add(3_000);
        }
        for (int turn = 0; turn < Warmth.WINDOW; turn++) {
            warmth.add(400);
        }
        assertThat(warmth.steady()).isFalse();
        for (int turn = 0; turn < Warmth.WINDOW; turn++) {
            warmth.add(410);
        }
        assertThat(warmth.steady()).isTrue();
    }
}
