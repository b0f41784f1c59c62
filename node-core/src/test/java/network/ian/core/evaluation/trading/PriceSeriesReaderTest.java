package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceSeriesReaderTest {

    private static final String HEADER = "date,open,high,low,close,adjclose,volume\n";
    private static final String FIRST = "2000-01-03,10.0,12.0,9.0,11.0,11.0,5\n";

    @Test
    void readsTheBundledFile() {
        PriceSeries prices = DataSet.load(DataSet.SP500).market().prices();
        assertThat(prices.days()).isEqualTo(5105);
        assertThat(prices.closes()[0]).isEqualTo(1455.219971);
        assertThat(prices.highs()[5104]).isEqualTo(2879.219971);
        assertThat(prices.lows()[5104]).isEqualTo(2830.879883);
    }

    @Test
    void takesALastLineWithAndWithoutItsEnd() {
        String second = "2000-01-04,10.0,12.0,9.0,11.5,11.5,5";
        assertThat(read(HEADER + FIRST + second).days()).isEqualTo(2);
        assertThat(read(HEADER + FIRST + second + "\n").closes()).containsExactly(11.0, 11.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-01-03,10.0,12.0,9.0,11.0,11.0,5",
                "2000-01-02,10.0,12.0,9.0,11.0,11.0,5",
                "2000-02-30,10.0,12.0,9.0,11.0,11.0,5",
                "04.01.2000,10.0,12.0,9.0,11.0,11.0,5",
                "2000-01-04,10.0,12.0,9.0,11.0,11.0",
                "2000-01-04,10.0,12.0,9.0,11.0,11.0,5,6",
                "2000-01-04,10.0,12.0,0.0,11.0,11.0,5",
                "2000-01-04,10.0,12.0,-9.0,11.0,11.0,5",
                "2000-01-04,10.0,Infinity,9.0,11.0,11.0,5",
                "2000-01-04,10.0,12.0,9.0,NaN,NaN,5",
                "2000-01-04,10.0,12.0,9.0,1e1,1e1,5",
                "2000-01-04,10.0,12.0,9.0,,,5",
                "2000-01-04,10.0,12.0,9.0,12.5,12.5,5",
                "2000-01-04,8.5,12.0,9.0,11.0,11.0,5",
                "2000-01-04,10.0,12.0,9.0,11.0,10.9,5",
                "2000-01-04,10.0,12.0,9.0,11.0,11.0,x",
                "2000-01-04,10.0,12.0,9.0,11.0,11.0,5\r",
                "\n2000-01-04,10.0,12.0,9.0,11.0,11.0,5",
            })
    void refusesALineNamingIt(String line) {
        assertThatThrownBy(() -> read(HEADER + FIRST + line))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("prices line 3: ");
    }

    @Test
    void refusesAnotherHeaderAndNoDays() {
        assertThatThrownBy(() -> read("date,close\n")).hasMessageStartingWith("prices: the first line is not date,");
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("prices: the first line is not date,");
        assertThatThrownBy(() -> read(HEADER)).hasMessage("prices: 0 days, expected 1 to 100000");
    }

    private static PriceSeries read(String csv) {
        return PriceSeriesReader.read("prices", csv.getBytes(StandardCharsets.UTF_8));
    }
}
