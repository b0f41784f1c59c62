package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.core.config.WasmEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The WebAssembly specification's test suite on the path that agents take: strict decoder, validator, rewriting, engine.
 * src/test/spec/README.md says where it comes from; {@code tally.txt} how many commands passed and why others are left out.
 */
class SpecSuiteTest {

    /** Nine thousand tiny modules and more: a class each for the compiler. */
    private static final String SLOW = "spidermonkey/const.txt.gz";

    /**
     * From an older edition of the suite: br_table in unreachable code whose labels differ in their types. Valid since the
     * reference types proposal (V8 accepts it as well).
     */
    private static final List<String> OBSOLETE =
            List.of("binaryen/unreached-invalid.txt.gz: invalid module accepted, expected: type mismatch");

    @Test
    void theInterpreterPasses() throws IOException {
        Map<String, Integer> tally = passes(WasmEngine.INTERPRETER, SpecScript.names());
        List<String> lines = tally.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "spec-tally.txt"), lines);
        assertThat(lines).isEqualTo(expectedTally());
    }

    @Test
    void theCompilerPasses() throws IOException {
        passes(
                WasmEngine.COMPILER,
                SpecScript.names().stream().filter(name -> !name.equals(SLOW)).toList());
    }

    @Test
    @Tag("proof")
    void theCompilerPassesTheRest() throws IOException {
        passes(WasmEngine.COMPILER, List.of(SLOW));
    }

    private static Map<String, Integer> passes(WasmEngine engine, List<String> names) throws IOException {
        Map<String, Integer> tally = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (String name : names) {
            SpecScript script = SpecScript.read(name);
            SpecRun run = new SpecRun(engine, name).all(script.commands());
            wrong.addAll(run.wrong());
            run.tally().forEach((what, count) -> tally.merge(what, count, Integer::sum));
        }
        assertThat(tally.get("return")).isPositive();
        assertThat(wrong).isSubsetOf(OBSOLETE);
        return tally;
    }

    private static List<String> expectedTally() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                SpecSuiteTest.class.getResourceAsStream("/network/ian/wasm/spec/tally.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
