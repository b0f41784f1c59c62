package network.ian.wasm.trading;

import java.util.Optional;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.wasm.sandbox.AgentModule;
import network.ian.wasm.sandbox.FuelTank;

/** What one evaluation came to and what it used. One thread. */
final class RunMeter {

    private Optional<AgentModule> module = Optional.empty();
    private Optional<FuelTank> fuel = Optional.empty();
    private int memoryPages;
    private EvaluationResult result = new Undecided("not run");

    void loaded(AgentModule checked, FuelTank tank) {
        module = Optional.of(checked);
        fuel = Optional.of(tank);
    }

    void memory(int pages) {
        memoryPages = Math.max(memoryPages, pages);
    }

    void ended(EvaluationResult end) {
        result = end;
    }

    EvaluationResult result() {
        return result;
    }

    /** Length without custom sections, in bytes; 0 if the module was refused. */
    int moduleBytes() {
        return module.map(AgentModule::bytes).orElse(0);
    }

    /** Instructions, over all episodes. */
    long fuel() {
        return fuel.map(FuelTank::used).orElse(0L);
    }

    /** Most pages of 64 KiB that any episode came to. */
    int memoryPages() {
        return memoryPages;
    }
}
