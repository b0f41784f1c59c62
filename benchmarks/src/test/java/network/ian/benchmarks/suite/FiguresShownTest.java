package network.ian.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresShownTest {

    private static final List<Figure> FIGURES = List.of(
            Figure.higherIsBetter("ingest.durable", 24_000, "1/s", "the limit", 32_000, 0.7),
            Figure.lowerIsBetter("restart.1m", 4.5, "s", "3 s", 3, 1),
            Figure.higherIsBetter("hashes.tree", 0.0123, "1/s", "SHA-256", 1.5, Double.NaN),
            Figure.lowerIsBetter("cost.flat.1m", 125.1, "us", "one core", 100, 0.8));

    @Test
    void columnsAreAligned() {
        assertThat(FigureTable.columns(FIGURES))
                .containsExactly(
                        "figure            measured  set against  which gives  ratio  target  met",
                        "ingest.durable  24,000 1/s  the limit     32,000 1/s   0.75    0.70  yes",
                        "restart.1m          4.50 s  3 s               3.00 s   0.66    1.00  missed",
                        "hashes.tree     0.0123 1/s  SHA-256         1.50 1/s   0.00       -  -",
                        // Not "0.80": rounded up it would look met.
                        "cost.flat.1m        125 us  one core          100 us   0.79    0.80  missed");
    }

    @Test
    void markdownShowsMissesInBold() {
        assertThat(FigureTable.markdown(FIGURES))
                .containsExactly(
                        "| figure | measured | set against | which gives | ratio | target | met |",
                        "| --- | ---: | --- | ---: | ---: | ---: | --- |",
                        "| `ingest.durable` | 24,000 1/s | the limit | 32,000 1/s | 0.75 | 0.70 | yes |",
                        "| `restart.1m` | 4.50 s | 3 s | 3.00 s | 0.66 | 1.00 | **missed** |",
                        "| `hashes.tree` | 0.0123 1/s | SHA-256 | 1.50 1/s | 0.00 | - | - |",
                        "| `cost.flat.1m` | 125 us | one core | 100 us | 0.79 | 0.80 | **missed** |");
    }

    @Test
    void summaryNamesMisses() {
        assertThat(FigureTable.summary(FIGURES)).isEqualTo("2 of 3 targets missed: restart.1m, cost.flat.1m");
        assertThat(FigureTable.summary(FIGURES.subList(0, 1))).isEqualTo("1 of 1 targets met");
        assertThat(FigureTable.summary(FIGURES.subList(2, 3))).isEqualTo("nothing here has a target");
    }

    @Test
    void jsonIsOneLineWithNullForNoTarget() {
        assertThat(FigureJson.write(FIGURES.subList(1, 3)))
                .isEqualTo(
                        "[{\"name\":\"restart.1m\",\"value\":4.5,\"unit\":\"s\",\"against\":\"3 s\",\"against_value\":3.0,"
                                + "\"ratio\":0.6666666666666666,\"target\":1.0,\"met\":false},"
                                + "{\"name\":\"hashes.tree\",\"value\":0.0123,\"unit\":\"1/s\",\"against\":\"SHA-256\","
                                + "\"against_value\":1.5,\"ratio\":0.0082,\"target\":null,\"met\":true}]");
    }

    @Test
    void jsonIsReadAsItWasWritten() throws JsonProcessingException {
        assertThat(FigureJson.read(FigureJson.write(FIGURES))).isEqualTo(FIGURES);
    }
}
