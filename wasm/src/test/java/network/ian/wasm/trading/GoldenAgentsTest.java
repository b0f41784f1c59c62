package network.ian.wasm.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.ian.core.config.WasmEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GoldenAgentsTest {

    private static final int RUNS = 100;

    /** On the demo's goal the interpreter takes seconds for the network; {@link #aHundredRunsOfEachEngine} has it. */
    @Test
    void everyModuleHasItsBits() throws IOException {
        for (String line : lines()) {
            String[] cells = line.split("\t", -1);
            int goal = Integer.parseInt(cells[0]);
            for (WasmEngine engine : goal == 0 ? WasmEngine.values() : new WasmEngine[] {WasmEngine.COMPILER}) {
                assertThat(GoldenAgents.bits(cells[1], GoldenAgents.GOALS.get(goal), engine))
                        .as("%s, goal %d, %s", cells[1], goal, engine)
                        .isEqualTo(cells[3]);
            }
        }
    }

    @Test
    void theFileIsOfTheseModulesAndVaried() throws IOException {
        Set<String> bits = new HashSet<>();
        for (String line : lines()) {
            String[] cells = line.split("\t", -1);
            assertThat(GoldenAgents.sha256(cells[1])).as(cells[1]).isEqualTo(cells[2]);
            assertThat(cells[3]).matches("[0-9a-f]+ [0-9]+");
            bits.add(cells[3]);
        }
        assertThat(lines()).hasSize(18);
        assertThat(bits).hasSize(18);
    }

    @Test
    @Tag("proof")
    void aHundredRunsOfEachEngine() throws IOException {
        System.out.println("Java " + Runtime.version());
        for (String line : lines()) {
            for (WasmEngine engine : WasmEngine.values()) {
                String found = GoldenAgents.repeated(line, engine, RUNS);
                System.out.println(found);
                assertThat(found).contains(": " + RUNS + " of " + RUNS + " runs");
            }
        }
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                GoldenAgentsTest.class.getResourceAsStream("golden-agents.txt"), StandardCharsets.US_ASCII))) {
            return in.lines().toList();
        }
    }
}
