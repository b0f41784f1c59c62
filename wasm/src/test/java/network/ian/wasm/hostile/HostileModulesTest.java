package network.ian.wasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.wasm.sandbox.Engine;
import network.ian.wasm.trading.WasmTrial;
import org.junit.jupiter.api.Test;

/** Every hostile module gets the verdict that it should, the same by both engines, within the fuel. */
class HostileModulesTest {

    private static final long FUEL = 3_000_000;

    private final HostileRun run = new HostileRun(HostileRun.shortGoal(2, FUEL));

    @Test
    void everyModuleGetsItsVerdict() {
        List<HostileModule> modules = new ArrayList<>(AssembledModules.all());
        modules.addAll(GeneratedModules.all());
        List<String> wrong = new ArrayList<>();
        for (HostileModule module : modules) {
            long t0 = System.nanoTime();
            check(module, wrong);
            System.out.println((System.nanoTime() - t0) / 1_000_000 + " ms " + module.name());
        }
        System.out.println(modules.size() + " modules");
        assertThat(wrong).isEmpty();
    }

    private void check(HostileModule module, List<String> wrong) {
        EvaluationResult interpreted = run.evaluate(Engine.INTERPRETER, module.wasm());
        EvaluationResult compiled = run.evaluate(Engine.COMPILER, module.wasm());
        WasmTrial trial = run.trial(Engine.COMPILER, module.wasm());
        long fuel = run.trial(Engine.INTERPRETER, module.wasm()).fuel();
        String verdict = HostileRun.verdict(interpreted);
        String reason = module.expected().split(": ", 2)[0];
        if (!verdict.startsWith(reason) || !verdict.contains(module.expected().substring(reason.length()))) {
            wrong.add(module.name() + ": expected " + module.expected() + ", got " + verdict);
        }
        if (!interpreted.equals(compiled) || !compiled.equals(trial.result())) {
            wrong.add(module.name() + ": " + verdict + " but compiled " + compiled + " tried " + trial.result());
        }
        if (fuel != trial.fuel() || fuel > FUEL) {
            wrong.add(module.name() + ": fuel " + fuel + " interpreted, " + trial.fuel() + " compiled");
        }
    }
}
