package network.ian.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.evaluation.Evaluator;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.verdict.Metrics;
import network.ian.wasm.sandbox.AgentModule;
import network.ian.wasm.trading.AgentWalk;
import network.ian.wasm.trading.DailyAgent;
import network.ian.wasm.trading.WasmDemoGoal;
import network.ian.wasm.trading.WasmTradingHarness;

/** Evaluations of the example agents in the demo's goal: core time of one, against the same policy in Java in the same loop. */
final class AgentsBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final double TOLERANCE = 1e-9;

    private final Options options;
    private final int rounds;
    private final AgentWalk walk = AgentWalk.of(WasmDemoGoal.spec());

    private AgentsBenchmark(Options options) {
        this.options = options;
        this.rounds = options.integer("rounds", 7);
    }

    static void run(Options options) throws Exception {
        AgentsBenchmark benchmark = new AgentsBenchmark(options);
        for (var agent : new TreeMap<>(NativeAgents.all(examples(options))).entrySet()) {
            benchmark.measure(agent.getKey(), agent.getValue());
        }
    }

    static Path module(Options options, String agent) {
        return examples(options).resolve(agent).resolve("agent.wasm");
    }

    static Metrics metrics(EvaluationResult result) {
        if (result instanceof EvaluationResult.Measured measured) {
            return measured.metrics();
        }
        throw new IllegalStateException(result.toString());
    }

    private static Path examples(Options options) {
        return options.path("examples", Path.of("examples/agents"));
    }

    private void measure(String name, Supplier<DailyAgent> inJava) throws IOException {
        Bytes wasm = Bytes.wrap(Files.readAllBytes(module(options, name)));
        AgentModule module = walk.load(wasm);
        requireSamePolicy(name, module, inJava);
        Median nativeNanos = repeat(() -> walk.runNative(inJava, () -> false));
        say(name, "Java", nativeNanos);
        for (WasmEngine engine : List.of(WasmEngine.COMPILER, WasmEngine.INTERPRETER)) {
            first(name, engine);
            Evaluation evaluation = new WasmTradingHarness()
                    .prepare(WasmDemoGoal.spec(), new EvaluationSettings(engine, 1, Long.MAX_VALUE));
            say(name, engine + ", again", repeat(() -> evaluation.evaluate(pack(wasm), () -> false)));
            Median running = repeat(() -> walk.run(module, engine, () -> false));
            say(name, engine + ", running alone", running);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s, running alone / Java: %.1f%n",
                    name,
                    text(engine),
                    running.value() / nativeNanos.value());
            cached(name, engine, evaluation, wasm);
        }
    }

    /** Their tanh differs in the last bit, so do the metrics. */
    private void requireSamePolicy(String name, AgentModule module, Supplier<DailyAgent> inJava) {
        Metrics one = metrics(walk.run(module, WasmEngine.COMPILER, () -> false));
        Metrics other = metrics(walk.runNative(inJava, () -> false));
        if (Math.abs(one.reward() - other.reward()) > TOLERANCE || Math.abs(one.risk() - other.risk()) > TOLERANCE) {
            throw new IllegalStateException(name + ": the module gives " + one + ", Java gives " + other);
        }
    }

    /** By the wall clock, in processes of their own. */
    private void first(String name, WasmEngine engine) throws IOException {
        Median nanos = new Median();
        for (int round = 0; round < rounds; round++) {
            try (Child child = Child.start(
                    List.of(),
                    "agents-first",
                    "--agent",
                    name,
                    "--engine",
                    text(engine),
                    "--examples",
                    examples(options).toString())) {
                nanos.add(Double.parseDouble(child.await("nanos")) / MILLI);
            }
        }
        System.out.println(name + ": " + text(engine) + ", first of a process: " + nanos.words("%.0f") + " ms");
    }

    private void cached(String name, WasmEngine engine, Evaluation evaluation, Bytes wasm) {
        Evaluator evaluator = new Evaluator(evaluation, MonotonicClock.system(), Long.MAX_VALUE);
        AgentPack pack = pack(wasm);
        Hash hash = PackCodec.hash(PackCodec.encode(pack));
        say(name, engine + ", cached", repeat(() -> evaluator.evaluate(hash, pack)));
    }

    /** Core time of one call in nanoseconds: rounds of at least a second of calls, after one that is not counted. */
    private Median repeat(Supplier<EvaluationResult> call) {
        Median nanos = new Median();
        for (int round = -1; round < rounds; round++) {
            long started = THREADS.getCurrentThreadCpuTime();
            long calls = 0;
            long spent = 0;
            while (spent < SECOND) {
                metrics(call.get());
                calls++;
                spent = THREADS.getCurrentThreadCpuTime() - started;
            }
            if (round >= 0) {
                nanos.add((double) spent / calls);
            }
        }
        return nanos;
    }

    private static void say(String name, String what, Median nanos) {
        System.out.printf(
                Locale.ROOT,
                "%s: %s: %.3f ms of a core, %.0f a second%n",
                name,
                what.toLowerCase(Locale.ROOT),
                nanos.value() / MILLI,
                SECOND / nanos.value());
    }

    private static String text(WasmEngine engine) {
        return engine.name().toLowerCase(Locale.ROOT);
    }

    private static AgentPack pack(Bytes wasm) {
        return new AgentPack(
                "1",
                wasm,
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of()));
    }
}
