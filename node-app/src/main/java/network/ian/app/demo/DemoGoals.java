package network.ian.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.core.goal.GoalCatalog;
import network.ian.wasm.trading.WasmDemoGoal;

/** Puts the demo's goals where a node finds them when it starts. */
final class DemoGoals {

    private DemoGoals() {}

    /** The goal of the WebAssembly agents. */
    static void installWasm(Path dataDirectory) throws IOException {
        install(dataDirectory, WasmDemoGoal.ID, WasmDemoGoal.document());
    }

    /** The goal of the policies, with other rules than the built-in ones. */
    static void installPolicies(Path dataDirectory, byte[] rules) throws IOException {
        install(dataDirectory, GoalCatalog.DEMO_GOAL, rules);
    }

    private static void install(Path dataDirectory, String goalId, byte[] rules) throws IOException {
        Path goals = Files.createDirectories(dataDirectory.resolve("goals"));
        Files.write(goals.resolve(goalId + ".json"), rules);
    }
}
