package network.ian.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void goesFromTheLeastToTheMost() {
        Trend trend = new Trend(8);
        assertThat(trend.bars(true)).isEmpty();
        for (int i = 0; i < 8; i++) {
            trend.add(i - 3);
        }
        assertThat(trend.bars(true)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(trend.bars(false)).isEqualTo("_.-=+*#@");
    }

    @Test
    void staysWithinItsWidthAndKeepsBothEnds() {
        Trend trend = new Trend(10);
        for (int i = 0; i < 1000; i++) {
            trend.add(i);
            assertThat(trend.bars(true).length()).isLessThanOrEqualTo(10);
        }
        assertThat(trend.bars(true)).startsWith("▁").endsWith("█");
    }
}
