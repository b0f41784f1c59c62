package network.ian.wasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.wasm.trading.WasmDemoGoal;
import network.ian.wasm.trading.WasmTrial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every hostile module against the demo's goal itself, by the engine that nodes use: time, fuel and heap. Prints a table. */
@Tag("proof")
class HostileModulesProof {

    private static final long FUEL = WasmDemoGoal.spec().limits().fuel();
    private static final long HEAP_GROWTH_BYTES = 48L << 20;

    private final HostileRun run = new HostileRun(WasmDemoGoal.spec());

    @Test
    void theDemoGoalDecidesEveryModule() {
        List<HostileModule> modules = new ArrayList<>(AssembledModules.all());
        modules.addAll(GeneratedModules.all());
        List<String> wrong = new ArrayList<>();
        long heapBefore = heapAfterGc();
        System.out.println("| module | verdict | CPU ms | fuel |\n| --- | --- | --- | --- |");
        for (HostileModule module : modules) {
            long started = cpuNanos();
            WasmTrial trial = run.trial(WasmEngine.COMPILER, module.wasm());
            long millis = (cpuNanos() - started) / 1_000_000;
            EvaluationResult result = trial.result();
            String verdict = HostileRun.verdict(result);
            System.out.printf("| %s | %s | %d | %d |%n", module.name(), verdict, millis, trial.fuel());
            // What a short episode measures may run out of fuel in 14,400 days.
            boolean expected = verdict.startsWith(module.expected())
                    || (module.expected().equals("MEASURED") && verdict.startsWith("EVALUATION_TIMEOUT"));
            if (result instanceof Undecided || !expected || trial.fuel() > FUEL) {
                wrong.add(module.name() + ": " + verdict + ", fuel " + trial.fuel());
            }
        }
        long grown = heapAfterGc() - heapBefore;
        System.out.println(modules.size() + " modules, heap after GC grew by " + grown + " bytes");
        assertThat(wrong).isEmpty();
        assertThat(grown).isLessThan(HEAP_GROWTH_BYTES);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long heapAfterGc() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
