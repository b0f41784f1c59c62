package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Proofs as a node serves them, checked by verifiers that this project did not write: {@code src/test/proof-verifier}
 * names them.
 */
class ForeignVerifierIT {

    private static final int ENTRIES = 70;
    private static final Path VERIFIER = Path.of("src/test/proof-verifier");

    @RegisterExtension
    final Machine machine = new Machine();

    private final NodeJs javascript = new NodeJs(machine);

    @Test
    void everyProofOfLogsOfOneToSeventyEntriesConvincesAStranger() throws Exception {
        javascript.install(VERIFIER);
        NodeProcess node = machine.node().start();
        Path file = machine.path("proofs.ndjson");
        try (BufferedWriter proofs = Files.newBufferedWriter(file)) {
            collect(node.api(), proofs);
        }

        JsonNode found = javascript
                .run(VERIFIER, "verify.js", file.toAbsolutePath().toString())
                .withExitCode(0)
                .json();

        int pairs = ENTRIES * (ENTRIES + 1) / 2;
        assertThat(found.path("tree_heads").asInt()).isEqualTo(ENTRIES);
        assertThat(found.path("inclusion").asInt()).isEqualTo(pairs);
        assertThat(found.path("consistency").asInt()).isEqualTo(pairs - ENTRIES);
        assertThat(found.path("refused").asInt()).isEqualTo(3 * pairs - 1 + 3 * (pairs - ENTRIES));
        assertThat(found.path("failures").asInt(-1)).isZero();
        System.out.println("foreign verifiers: " + found);
    }

    /** While the log grows by one entry at a time: all inclusion proofs, and consistency from all sizes before. */
    private static void collect(Api api, BufferedWriter proofs) throws IOException {
        Samples samples = new Samples(5);
        long first = System.currentTimeMillis() - 1000;
        int size = 0;
        for (int posts = 0; size < ENTRIES; posts++) {
            assertThat(posts).as("most samples are accepted").isLessThan(2 * ENTRIES);
            // Rising time stamps: each entry is the last one.
            if (api.contribute(samples.signed(first + posts)).withStatus(200).accepted()) {
                size++;
                for (int index = 0; index < size; index++) {
                    write(proofs, inclusion(api.proof(index).withStatus(200).data(), index, size));
                }
                for (int from = 1; from <= size; from++) {
                    write(proofs, api.consistency(from, size).withStatus(200).data());
                }
            }
        }
        write(proofs, leaves(api));
    }

    private static JsonNode inclusion(JsonNode served, int index, int size) {
        assertThat(served.path("tree_size").asInt()).isEqualTo(size);
        ObjectNode proof = JsonNodeFactory.instance.objectNode();
        proof.set("leaf", served.path("leaf"));
        proof.put("leaf_index", index);
        proof.put("tree_size", size);
        proof.set("root", served.path("log_root"));
        ArrayNode path = proof.putArray("path");
        served.path("siblings").forEach(sibling -> path.add(sibling.path("hash")));
        return proof;
    }

    private static JsonNode leaves(Api api) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        ArrayNode leaves = log.putArray("leaves");
        api.log(0, ENTRIES)
                .withStatus(200)
                .data()
                .path("entries")
                .forEach(entry -> leaves.add(entry.path("contribution_id")));
        return log;
    }

    private static void write(BufferedWriter proofs, JsonNode proof) throws IOException {
        proofs.write(proof.toString());
        proofs.newLine();
    }
}
