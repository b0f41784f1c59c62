package network.ian.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import network.ian.core.evaluation.trading.Feature;
import network.ian.core.evaluation.trading.LinearPolicy;
import network.ian.core.evaluation.trading.MovingAverageCrossover;
import network.ian.core.evaluation.trading.VolatilityTarget;
import org.junit.jupiter.api.Test;

class PolicyTextTest {

    @Test
    void saysWhatEveryFamilyDoes() {
        assertThat(PolicyText.full(new MovingAverageCrossover(20, 100, 1.0, -0.25)))
                .containsExactly("position 1.000 while the average of 20 days is above that of 100 days, else -0.250");
        assertThat(PolicyText.full(new VolatilityTarget(20, 0.15, 0.9)))
                .containsExactly("position = 15% / volatility of 20 days, at most 0.900");
        LinearPolicy linear = new LinearPolicy(Map.of(Feature.ZSCORE_20, -0.3, Feature.MOMENTUM_5, 0.1), 0.5, 0.0, 1.0);
        assertThat(PolicyText.full(linear))
                .containsExactly(
                        "position =    0.500",
                        "         +    0.100 x momentum_5",
                        "         -    0.300 x zscore_20",
                        "           kept within 0.000 to 1.000");
        assertThat(PolicyText.brief(linear)).isEqualTo("-zscore_20 +momentum_5");
        assertThat(PolicyText.brief(new LinearPolicy(Map.of(), 1.0, -1.0, 1.0))).isEqualTo("constant");
    }
}
