package network.ian.app.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.PackCodec;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.AdmissionRules;
import network.ian.core.ingest.Conclusion;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.verdict.Verdict;
import network.ian.wasm.sandbox.Engine;
import network.ian.wasm.trading.WasmTradingHarness;
import network.ian.wasm.trading.WasmTrial;

/** Evaluates one agent on this machine as a node would, some times over. */
final class AgentTrial {

    private static final double NANOS = 1e9;

    private final GoalSpec goal;
    private final MonotonicClock clock;

    AgentTrial(GoalSpec goal, MonotonicClock clock) {
        this.goal = goal;
        this.clock = clock;
    }

    /**
     * What all runs on one engine came to.
     *
     * @param conclusion of the first run
     * @param fuel instructions of one run
     * @param memoryPages most pages of 64 KiB that an instance had; 0 if none was made
     * @param moduleBytes without custom sections; 0 if the module was refused
     * @param firstSeconds of the first run, with the checks and the translation of the module; 0 if the pack was too large to run
     * @param laterSeconds of a later run, on average; empty if there was one only
     * @param repeatable whether all runs gave the same bits
     */
    record Runs(
            Engine engine,
            Conclusion conclusion,
            long fuel,
            int memoryPages,
            int moduleBytes,
            Optional<EquityCurve> curve,
            double firstSeconds,
            OptionalDouble laterSeconds,
            boolean repeatable) {

        /** Whether another engine's runs came to the same, bit by bit. */
        boolean equal(Runs other) {
            return fuel == other.fuel
                    && memoryPages == other.memoryPages
                    && conclusion.verdict().equals(other.conclusion.verdict())
                    && same(conclusion, other.conclusion)
                    && curve.equals(other.curve);
        }
    }

    /** @param times runs that are timed, 1 or more */
    Runs run(AgentPack pack, Engine engine, int times) {
        Optional<Verdict> tooLarge =
                new AdmissionRules(goal).checkSize(PackCodec.encode(pack).size());
        if (tooLarge.isPresent()) {
            return unrun(engine, tooLarge.get());
        }
        Evaluation evaluation = new WasmTradingHarness().prepare(goal, settings(engine));
        List<Double> seconds = new ArrayList<>();
        List<Conclusion> conclusions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long began = clock.nanos();
            EvaluationResult result = evaluation.evaluate(pack, () -> false);
            seconds.add((clock.nanos() - began) / NANOS);
            conclusions.add(Conclusion.of(goal, result));
        }
        WasmTrial trial = WasmTrial.run(goal, pack.parameters(), engine, () -> false);
        conclusions.add(Conclusion.of(goal, trial.result()));
        Conclusion first = conclusions.get(0);
        return new Runs(
                engine,
                first,
                trial.fuel(),
                trial.memoryPages(),
                trial.moduleBytes(),
                trial.curve(),
                seconds.get(0),
                seconds.stream().skip(1).mapToDouble(s -> s).average(),
                conclusions.stream().allMatch(other -> same(first, other)));
    }

    private static Runs unrun(Engine engine, Verdict verdict) {
        Conclusion conclusion = new Conclusion(verdict, Optional.empty(), OptionalDouble.empty());
        return new Runs(engine, conclusion, 0, 0, 0, Optional.empty(), 0, OptionalDouble.empty(), true);
    }

    private static boolean same(Conclusion one, Conclusion other) {
        return one.verdict().equals(other.verdict()) && Arrays.equals(bits(one), bits(other));
    }

    private static byte[] bits(Conclusion conclusion) {
        return conclusion.metrics().map(metrics -> metrics.encode()).orElse(Bytes.EMPTY.view());
    }

    private static EvaluationSettings settings(Engine engine) {
        WasmEngine named = engine == Engine.INTERPRETER ? WasmEngine.INTERPRETER : WasmEngine.COMPILER;
        return new EvaluationSettings(named, 1, Long.MAX_VALUE);
    }
}
