package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes that hear of the same entries in other orders and of the same chain at other times, with reorganisations, restarts,
 * lost files, deep merges and bad anchors in between, end alike, and as a sorted list says.
 */
class FoldPropertyTest {

    private static final int STEPS = 120;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 5})
    void allNodesConclude(long seed) throws IOException {
        new FoldRun(seed, directory).run(STEPS);
    }

    @Test
    @Tag("proof")
    void allNodesConcludeManyTimes() throws IOException {
        int anchors = 0;
        int lists = 0;
        for (long seed = 100; seed < 200; seed++) {
            FoldRun run = new FoldRun(seed, directory.resolve(Long.toString(seed)));
            run.run(2 * STEPS);
            anchors += run.anchors();
            lists += run.lists();
        }
        System.out.println("seeds 100 to 199: " + anchors + " anchors at the end, " + lists + " lists from peers");
        assertThat(lists).isPositive();
    }
}
