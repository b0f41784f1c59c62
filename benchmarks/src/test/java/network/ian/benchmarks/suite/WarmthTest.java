package network.ian.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmthTest {

    private static final int WINDOW = 4;

    @Test
    void whatStillGetsFasterIsNotWarm() {
        Warmth warmth = new Warmth(WINDOW);
        double micros = 1_000;
        for (int turn = 1; turn < 100; turn++) {
            warmth.add(micros);
            micros *= 0.98;
            assertThat(warmth.steady()).as("after turn %d", turn).isFalse();
        }
    }

    @Test
    void whatTakesTheSameIsWarmOnceTwoWindowsShowIt() {
        Warmth warmth = new Warmth(WINDOW);
        for (int turn = 1; turn < 2 * WINDOW; turn++) {
            warmth.add(500);
            assertThat(warmth.steady()).isFalse();
        }
        warmth.add(500);
        assertThat(warmth.steady()).isTrue();
    }

    @Test
    void aStartThatIsLongPastIsForgotten() {
        Warmth warmth = new Warmth(WINDOW);
        for (int turn = 0; turn < WINDOW; turn++) {
            warmth.add(3_000);
        }
        for (int turn = 0; turn < WINDOW; turn++) {
            warmth.add(400);
        }
        assertThat(warmth.steady()).isFalse();
        for (int turn = 0; turn < WINDOW; turn++) {
            warmth.add(410);
        }
        assertThat(warmth.steady()).isTrue();
    }
}
