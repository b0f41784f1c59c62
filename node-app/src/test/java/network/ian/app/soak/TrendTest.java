package network.ian.app.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import network.ian.app.soak.Trend.Bound;
import network.ian.app.soak.Trend.Look;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final Bound BOUND = new Bound(5_000, 200_000);

    private final Random random = new Random(4);

    @Test
    void noiseAndOutliersAreNoGrowth() {
        List<Look> looks = looks(second -> 50_000 + random.nextGaussian() * 1_000);
        looks.set(18, new Look(18, 150_000));
        looks.set(19, new Look(19, 150_000));
        Trend trend = Trend.of(looks);
        assertThat(BOUND.faultOf("heap", trend)).isEmpty();
        assertThat(trend.typical()).isCloseTo(50_000, within(2_000.0));
    }

    @Test
    void aLeakIsFoundBelowTheNoise() {
        Trend trend = Trend.of(looks(second -> 50_000 + 700 * second + random.nextGaussian() * 1_000));
        assertThat(trend.growth()).isCloseTo(14 * 700, within(2_500.0));
        assertThat(BOUND.faultOf("heap", trend)).startsWith("heap grew by ").contains("more than 5000");
    }

    @Test
    void whatWarmsUpIsNoLeak() {
        assertThat(BOUND.faultOf("heap", Trend.of(looks(second -> Math.min(second, 5) * 10_000))))
                .isEmpty();
    }

    @Test
    void oneLookBeyondTheMostIsAFault() {
        List<Look> looks = looks(second -> 50_000);
        looks.set(2, new Look(2, 200_001));
        assertThat(BOUND.faultOf("heap", Trend.of(looks))).startsWith("heap reached 200001");
    }

    @Test
    void aFewLooksAreNoTrend() {
        assertThatThrownBy(() -> Trend.of(looks(second -> second).subList(0, 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 looks are no trend");
    }

    private static List<Look> looks(DoubleUnaryOperator figure) {
        List<Look> looks = new ArrayList<>();
        for (int second = 0; second < 20; second++) {
            looks.add(new Look(second, figure.applyAsDouble(second)));
        }
        return looks;
    }
}
