package network.ian.wasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.wasm.trading.WasmDemoGoal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever an agent does, the demo's fuel is gone before a node's wall time is, on a core of its own: its verdict is EVALUATION_TIMEOUT
 * and never "undecided", which could be sent again for ever. The evaluator's clock is the thread's processor time, so that
 * other work on the machine changes no verdict. Prints processor time for a unit of fuel.
 */
@Tag("proof")
class DearModulesProof {

    private static final long WALL_NANOS = 60_000_000_000L;
    private static final double FUEL = WasmDemoGoal.spec().limits().fuel();

    @Test
    void theFuelIsGoneBeforeTheWallTime() {
        List<String> wrong = new ArrayList<>();
        System.out.println("Java " + Runtime.version() + "\n| module | CPU s | ns a unit |\n| --- | --- | --- |");
        HostileRun run = new HostileRun(WasmDemoGoal.spec(), DearModulesProof::cpuNanos, WALL_NANOS);
        for (HostileModule module : DearModules.all()) {
            long started = cpuNanos();
            EvaluationResult result = run.evaluate(WasmEngine.COMPILER, module.wasm());
            long nanos = cpuNanos() - started;
            if (HostileRun.verdict(result).startsWith(module.expected())) {
                System.out.printf("| %s | %.1f | %.0f |%n", module.name(), nanos / 1e9, nanos / FUEL);
            } else {
                wrong.add(module.name() + " after " + nanos / 1e9 + " s: " + result);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
