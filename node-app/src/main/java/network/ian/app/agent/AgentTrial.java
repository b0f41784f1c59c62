package network.ian.app.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.PackCodec;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.AdmissionRules;
import network.ian.core.ingest.Conclusion;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.verdict.Verdict;
import network.ian.wasm.trading.AgentWalk;
import network.ian.wasm.trading.WasmTrial;

/** Evaluates one agent on this machine as a node would, some times over. */
final class AgentTrial {

    private static final double NANOS = 1e9;

    private final GoalSpec goal;
    private final MonotonicClock clock;
    private final long wallTimeNanos;

    /** @param wallTime after which a run is given up undecided */
    AgentTrial(GoalSpec goal, MonotonicClock clock, Duration wallTime) {
        this.goal = goal;
        this.clock = clock;
        this.wallTimeNanos = wallTime.toNanos();
    }

    /**
     * What all runs on one engine came to.
     *
     * @param conclusion of the last run: of the first that was undecided, if one was
     * @param fuel instructions of one run
     * @param memoryPages most pages of 64 KiB that an instance had; 0 if none was made
     * @param moduleBytes without custom sections; 0 if the module was refused
     * @param firstSeconds of the first run, with the checks and the translation of the module; 0 if the pack was too large to run
     * @param laterSeconds of a later run, on average; empty if there was one only
     * @param repeatable whether all runs that were decided gave the same verdict, metrics, fuel and memory, bit by bit
     */
    record Runs(
            WasmEngine engine,
            Conclusion conclusion,
            long fuel,
            int memoryPages,
            int moduleBytes,
            Optional<EquityCurve> curve,
            double firstSeconds,
            OptionalDouble laterSeconds,
            boolean repeatable) {

        /** Whether the module was taken and run: else there is no fuel, memory or time to speak of. */
        boolean ran() {
            return moduleBytes > 0;
        }

        /** Whether no run took longer than this machine allows. */
        boolean decided() {
            return !(conclusion.verdict() instanceof Verdict.Undecided);
        }

        /** Whether another engine's runs came to the same, bit by bit. */
        boolean equal(Runs other) {
            return fuel == other.fuel
                    && memoryPages == other.memoryPages
                    && conclusion.verdict().equals(other.conclusion.verdict())
                    && bits(conclusion).equals(bits(other.conclusion))
                    && curve.equals(other.curve);
        }
    }

    /**
     * Runs it on the caller's thread, which should have the stack of a node's workers. Ends at the first run that takes longer
     * than the wall time.
     *
     * @param times runs that are timed, 1 or more; one more draws the curve
     * @throws network.ian.core.codec.MalformedException if the goal asks for what this program does not have
     */
    Runs run(AgentPack pack, WasmEngine engine, int times) {
        AgentWalk walk = AgentWalk.of(goal);
        Optional<Verdict> tooLarge =
                new AdmissionRules(goal).checkSize(PackCodec.encode(pack).size());
        if (tooLarge.isPresent()) {
            return unrun(engine, tooLarge.get());
        }
        List<Double> seconds = new ArrayList<>();
        List<WasmTrial> trials = new ArrayList<>();
        for (int i = 0; i <= times && trials.stream().allMatch(AgentTrial::decided); i++) {
            long began = clock.nanos();
            trials.add(i < times ? judged(walk, pack, engine) : drawn(walk, pack, engine));
            if (i < times) {
                seconds.add((clock.nanos() - began) / NANOS);
            }
        }
        WasmTrial last = trials.get(trials.size() - 1);
        return new Runs(
                engine,
                Conclusion.of(goal, last.result()),
                last.fuel(),
                last.memoryPages(),
                last.moduleBytes(),
                last.curve(),
                seconds.get(0),
                seconds.stream().skip(1).mapToDouble(s -> s).average(),
                trials.stream()
                                .filter(AgentTrial::decided)
                                .map(this::outcome)
                                .distinct()
                                .count()
                        <= 1);
    }

    private WasmTrial judged(AgentWalk walk, AgentPack pack, WasmEngine engine) {
        return WasmTrial.judged(walk, pack.parameters(), engine, outOfTime());
    }

    private WasmTrial drawn(AgentWalk walk, AgentPack pack, WasmEngine engine) {
        return WasmTrial.drawn(walk, pack.parameters(), engine, outOfTime());
    }

    private BooleanSupplier outOfTime() {
        long began = clock.nanos();
        return () -> clock.nanos() - began > wallTimeNanos;
    }

    private static boolean decided(WasmTrial trial) {
        return !(trial.result() instanceof EvaluationResult.Undecided);
    }

    private Outcome outcome(WasmTrial trial) {
        Conclusion conclusion = Conclusion.of(goal, trial.result());
        return new Outcome(conclusion.verdict(), bits(conclusion), trial.fuel(), trial.memoryPages());
    }

    /** What every run must come to, the metrics by their bits. */
    private record Outcome(Verdict verdict, Bytes metrics, long fuel, int memoryPages) {}

    private static Runs unrun(WasmEngine engine, Verdict verdict) {
        Conclusion conclusion = new Conclusion(verdict, Optional.empty(), OptionalDouble.empty());
        return new Runs(engine, conclusion, 0, 0, 0, Optional.empty(), 0, OptionalDouble.empty(), true);
    }

    private static Bytes bits(Conclusion conclusion) {
        return conclusion.metrics().map(metrics -> Bytes.wrap(metrics.encode())).orElse(Bytes.EMPTY);
    }
}
