package network.ian.wasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.wasm.trading.WasmTrial;
import org.junit.jupiter.api.Test;

/** Every hostile module gets the verdict that it should, word by word, the same by both engines, within the fuel. */
class HostileModulesTest {

    /** Enough for all that is to be measured; what is to run out of fuel gets less, so that it does soon. */
    private static final long AMPLE = 20_000_000;

    private static final long SCARCE = 100_000;

    /** Seconds of translation each: {@link HostileModulesProof} has them. */
    private static final Set<String> SLOW = Set.of(
            "sums-of-2000-locals",
            "sums-without-end",
            "loops-4000-in-a-row",
            "functions-2000",
            "branches-20000-across-121-blocks");

    private final HostileRun ample = new HostileRun(HostileRun.shortGoal(AMPLE));
    private final HostileRun scarce = new HostileRun(HostileRun.shortGoal(SCARCE));
    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyModuleGetsItsVerdict() throws IOException {
        List<HostileModule> modules = new ArrayList<>(AssembledModules.all());
        modules.addAll(GeneratedModules.all());
        modules.removeIf(module -> SLOW.contains(module.name()));
        List<String> verdicts = new ArrayList<>();
        for (HostileModule module : modules) {
            verdicts.add(module.name() + "|" + verdict(module));
        }
        Path actual = Path.of("target", "hostile-verdicts.txt");
        Files.createDirectories(actual.getParent());
        Files.write(actual, verdicts);
        assertThat(wrong).isEmpty();
        assertThat(modules).hasSizeGreaterThan(250);
        assertThat(verdicts).isEqualTo(AssembledModules.lines("verdicts.txt"));
    }

    private String verdict(HostileModule module) {
        boolean timeout = module.expected().equals("EVALUATION_TIMEOUT");
        HostileRun run = timeout ? scarce : ample;
        EvaluationResult decided = run.evaluate(WasmEngine.COMPILER, module.wasm());
        WasmTrial compiled = run.trial(WasmEngine.COMPILER, module.wasm());
        WasmTrial interpreted = run.trial(WasmEngine.INTERPRETER, module.wasm());
        String verdict = HostileRun.verdict(decided);
        if (!verdict.startsWith(module.expected())) {
            wrong.add(module.name() + ": expected " + module.expected() + ", got " + verdict);
        }
        if (!decided.equals(compiled.result()) || !decided.equals(interpreted.result())) {
            wrong.add(module.name() + ": " + verdict + " but " + compiled.result() + " and " + interpreted.result());
        }
        if (compiled.fuel() != interpreted.fuel() || compiled.fuel() > (timeout ? SCARCE : AMPLE)) {
            wrong.add(
                    module.name() + ": fuel " + compiled.fuel() + " compiled, " + interpreted.fuel() + " interpreted");
        }
        if (compiled.memoryPages() != interpreted.memoryPages()) {
            wrong.add(module.name() + ": memory of " + compiled.memoryPages() + " and " + interpreted.memoryPages());
        }
        return verdict;
    }
}
