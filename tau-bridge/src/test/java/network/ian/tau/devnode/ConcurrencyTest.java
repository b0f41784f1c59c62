package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Levers pulled and commands sent by several threads at once. */
class ConcurrencyTest {

    private static final int READERS = 3;
    private static final int ANCHORS = 20;

    @Test
    void readersAlwaysSeeAChainThatHangsTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try (Bench bench = new Bench()) {
            List<Future<Integer>> readings = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                readings.add(threads.submit(reader(bench)));
            }
            for (int sequence = 0; sequence < ANCHORS; sequence++) {
                assertThat(bench.client.send(bench.anchor(sequence))).isEqualTo("ok");
                bench.mine();
                bench.node.chain().rival(1, Fate.INCLUDED);
            }
            for (Future<Integer> reading : readings) {
                assertThat(reading.get()).isGreaterThanOrEqualTo(2 * ANCHORS - 1);
            }
            Walk.verifies(bench.node.chain().canonical());
            assertThat(bench.node.chain().stored()).hasSize(2 * ANCHORS + 1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads until all anchors are in; every block's parent must be among the blocks of the same answer. */
    private static Callable<Integer> reader(Bench bench) {
        return () -> {
            try (RawClient client = new RawClient(bench.node)) {
                int blocks = 0;
                for (boolean last = false; !last; ) {
                    last = client.data("getsequence " + Bench.COMMITTER)
                                    .path("sequence_number")
                                    .asInt()
                            == ANCHORS;
                    blocks = linked(client.data("getblocks").path("blocks"));
                }
                return blocks;
            }
        };
    }

    private static int linked(JsonNode blocks) throws IOException {
        List<String> known = new ArrayList<>();
        for (JsonNode block : blocks) {
            String parent = block.path("header").path("previous_hash").asText();
            if (!known.isEmpty() && !known.contains(parent)) {
                throw new IOException("a block without its parent");
            }
            known.add(block.path("block_hash").asText());
        }
        return known.size();
    }
}
