package network.ian.wasm.trading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.goal.GoalSpec;

/**
 * The modules whose metric bits and fuel are {@code wasm-trading-v1}: the examples and this module's own. Who must rewrite the
 * file to make the build pass, though no module changed, has changed the harness and needs a new harness id.
 */
final class GoldenAgents {

    /** Goals of different windows and sizes; a line of the file names one by its index here. */
    static final List<GoalSpec> GOALS = List.of(Agents.goal(), WasmDemoGoal.spec());

    static final List<String> EXAMPLES = List.of("buy-and-hold", "moving-average", "recurrent-network");

    private static final List<String> OWN = List.of("count", "far", "grow", "linear", "mix", "seed");

    private GoldenAgents() {}

    /**
     * {@code write FILE} writes the file; {@code check FILE RUNS} runs every line so many times on each engine and says what it found.
     */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("write")) {
            Files.write(Path.of(args[1]), drawn(), StandardCharsets.US_ASCII);
            return;
        }
        System.out.println("Java " + Runtime.version());
        int runs = Integer.parseInt(args[2]);
        for (String line : Files.readAllLines(Path.of(args[1]), StandardCharsets.US_ASCII)) {
            for (WasmEngine engine : WasmEngine.values()) {
                System.out.println(repeated(line, engine, runs));
            }
        }
    }

    /** How many of {@code runs} evaluations gave the line's very bits. */
    static String repeated(String line, WasmEngine engine, int runs) {
        String[] cells = line.split("\t", -1);
        int same = 0;
        for (int i = 0; i < runs; i++) {
            same += bits(cells[1], GOALS.get(Integer.parseInt(cells[0])), engine)
                            .equals(cells[3])
                    ? 1
                    : 0;
        }
        return String.format(
                Locale.ROOT,
                "goal %s, %s, %s: %d of %d runs give the same bits",
                cells[0],
                cells[1],
                engine.name().toLowerCase(Locale.ROOT),
                same,
                runs);
    }

    /** The encoded metrics in hex and the fuel, or the failure in words. */
    static String bits(String agent, GoalSpec goal, WasmEngine engine) {
        WasmTrial trial = WasmTrial.run(goal, module(agent), engine, () -> false);
        String result = trial.result() instanceof Measured measured
                ? HexFormat.of().formatHex(measured.metrics().encode())
                : trial.result().toString();
        return result + " " + trial.fuel();
    }

    static Bytes module(String agent) {
        try {
            return EXAMPLES.contains(agent)
                    ? Bytes.wrap(Files.readAllBytes(Path.of("../examples/agents", agent, "agent.wasm")))
                    : Agents.module(agent);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String sha256(String agent) {
        return Sha256.of(module(agent).view()).hex();
    }

    private static List<String> drawn() {
        List<String> agents = new ArrayList<>(EXAMPLES);
        agents.addAll(OWN);
        List<String> lines = new ArrayList<>();
        for (int goal = 0; goal < GOALS.size(); goal++) {
            for (String agent : agents) {
                String bits = bits(agent, GOALS.get(goal), WasmEngine.INTERPRETER);
                lines.add(goal + "\t" + agent + "\t" + sha256(agent) + "\t" + bits);
            }
        }
        return lines;
    }
}
