package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final int DAYS = 5105;

    @Test
    void drawsOneStartInEachEqualShare() {
        for (int n = 0; n < 200; n++) {
            int[] starts = Windows.draw(topic(n), DAYS, 32, 200);
            double share = (DAYS - 200 - 300) / 32.0;
            for (int i = 0; i < starts.length; i++) {
                assertThat((starts[i] - 300) / share)
                        .as("topic %d, episode %d", n, i)
                        .isBetween(i - 0.01, i + 1.0);
            }
            assertThat(starts[31] + 200).isLessThan(DAYS);
        }
    }

    /** Computed apart from this code: SHA-256 and integers of another language. */
    @Test
    void isTheDocumentedDraw() {
        assertThat(Windows.draw(topic(7), DAYS, 4, 200)).containsExactly(334, 2601, 2625, 3997);
    }

    @Test
    void anotherTopicHasOtherWindows() {
        assertThat(Windows.draw(topic(1), DAYS, 32, 200)).isNotEqualTo(Windows.draw(topic(2), DAYS, 32, 200));
    }

    @Test
    void refusesWhatTheHistoryCannotHold() {
        assertThat(Windows.draw(topic(1), 310, 5, 5)).containsExactly(300, 301, 302, 303, 304);
        assertThatThrownBy(() -> Windows.draw(topic(1), 310, 6, 5))
                .hasMessage("harness.parameters.steps_per_episode:"
                        + " the history of 310 days has no room for 6 episodes of 5 steps");
    }

    private static Hash topic(int n) {
        return Sha256.of(("topic " + n).getBytes(StandardCharsets.US_ASCII));
    }
}
