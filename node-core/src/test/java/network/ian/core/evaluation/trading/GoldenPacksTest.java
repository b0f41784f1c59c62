package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.Test;

class GoldenPacksTest {

    @Test
    void everyPackHasItsBits() throws IOException {
        List<Evaluation> evaluations = GoldenPacks.evaluations();
        List<String> lines = lines();
        assertThat(lines).hasSize(GoldenPacks.COUNT);
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            Evaluation evaluation = evaluations.get(Integer.parseInt(cells[0]));
            assertThat(GoldenPacks.bits(evaluation, GoldenPacks.unescape(cells[1])))
                    .as(cells[1])
                    .isEqualTo(cells[2]);
        }
    }

    @Test
    void theFileIsMeasuredThroughoutAndVaried() throws IOException {
        Set<String> families = new HashSet<>();
        Set<String> bits = new HashSet<>();
        for (String line : lines()) {
            String[] cells = line.split("\t", -1);
            byte[] parameters = GoldenPacks.unescape(cells[1]).getBytes(StandardCharsets.US_ASCII);
            families.add(PolicyReader.read(parameters).getClass().getSimpleName());
            bits.add(cells[2]);
            Metrics metrics = Metrics.decode(ByteBuffer.wrap(HexFormat.of().parseHex(cells[2])));
            assertThat(metrics.maxDrawdown()).isBetween(0.0, 1.0);
            assertThat(metrics.stepsRun()).isPositive();
        }
        assertThat(families).hasSize(3);
        assertThat(bits).hasSizeGreaterThan(850);
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                GoldenPacksTest.class.getResourceAsStream("golden-packs.txt"), StandardCharsets.US_ASCII))) {
            return in.lines().toList();
        }
    }
}
