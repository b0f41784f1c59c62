package network.ian.wasm.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.sandbox.AgentStoppedException.Cause;
import network.ian.wasm.sandbox.SpecScript.Command;

/** Runs one script of the specification's test suite on one engine and counts what became of its commands. */
final class SpecRun {

    private static final int PAGES = 4_096;
    private static final long FUEL = 500_000_000L;

    private final WasmEngine engine;
    private final String script;
    private final Map<String, Integer> tally = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<AnyModule.AnyInstance> instances = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private final FuelTank fuel = new FuelTank(FUEL, () -> false);
    private int current = -1;

    SpecRun(WasmEngine engine, String script) {
        this.engine = engine;
        this.script = script;
    }

    /** Commands by kind; {@code skipped: reason} and {@code refused: reason} for those that could not run. */
    Map<String, Integer> tally() {
        return tally;
    }

    /** What did not go as the specification says. */
    List<String> wrong() {
        return wrong;
    }

    long fuelUsed() {
        return fuel.used();
    }

    SpecRun all(List<Command> commands) {
        commands.forEach(this::one);
        return this;
    }

    private void one(Command command) {
        switch (command.kind()) {
            case "module" -> instantiate(command);
            case "use" -> current = Integer.parseInt(command.subject());
            case "invalid", "malformed" -> refuses(command);
            case "start-trap" -> startTraps(command);
            case "skip" -> count("skipped: " + command.subject() + " " + command.expected());
            default -> onInstance(command);
        }
    }

    private void instantiate(Command command) {
        current = instances.size();
        try {
            instances.add(AnyModule.load(command.module(), PAGES).start(engine, fuel));
            absent.add("");
            count("module");
        } catch (MalformedException e) {
            instances.add(null);
            absent.add(reason(e));
            count("module refused: " + reason(e));
        } catch (AgentStoppedException e) {
            instances.add(null);
            absent.add("stopped at the start");
            wrong.add(script + ": module did not start: " + e.getMessage());
        }
    }

    private void refuses(Command command) {
        try {
            AnyModule.load(command.module(), PAGES);
            wrong.add(script + ": " + command.kind() + " module accepted, expected: " + command.expected());
        } catch (MalformedException e) {
            count(command.kind());
        }
    }

    private void startTraps(Command command) {
        try {
            AnyModule.load(command.module(), PAGES).start(engine, fuel);
            wrong.add(script + ": started, expected: " + command.expected());
        } catch (MalformedException e) {
            count("start-trap refused: " + reason(e));
        } catch (AgentStoppedException e) {
            expectCause(command, e, Cause.TRAP);
        }
    }

    private void onInstance(Command command) {
        if (!absent.get(current).isEmpty()) {
            count("skipped, module refused: " + absent.get(current));
        } else if (command.arguments().stream().anyMatch(SpecValue::isForeign)) {
            count("skipped: a reference as an argument");
        } else {
            call(command, instances.get(current));
        }
    }

    private void call(Command command, AnyModule.AnyInstance instance) {
        long[] arguments =
                command.arguments().stream().mapToLong(SpecValue::bits).toArray();
        try {
            switch (command.kind()) {
                case "global" ->
                    compare(command, instance.types(command.subject()), instance.global(command.subject()));
                case "invoke" -> {
                    instance.call(command.subject(), arguments);
                    count("invoke");
                }
                case "return" ->
                    compare(command, instance.types(command.subject()), instance.call(command.subject(), arguments));
                default -> {
                    instance.call(command.subject(), arguments);
                    wrong.add(shown(command) + " came back, expected: " + command.expected());
                }
            }
        } catch (AgentStoppedException e) {
            expectCause(command, e, command.kind().equals("exhaustion") ? Cause.STACK_EXHAUSTED : Cause.TRAP);
        }
    }

    private void expectCause(Command command, AgentStoppedException e, Cause cause) {
        boolean expected = List.of("trap", "exhaustion", "start-trap").contains(command.kind()) && e.reason() == cause;
        if (expected) {
            count(command.kind());
        } else {
            wrong.add(shown(command) + " gave " + e.reason() + " " + e.getMessage());
        }
    }

    /** Results are looked at by the width that the pattern or the export's type names. */
    private void compare(Command command, List<Boolean> wide, long... actual) {
        List<SpecValue> expected = command.results();
        boolean right = expected.size() == (actual == null ? 0 : actual.length);
        for (int i = 0; right && i < expected.size(); i++) {
            right = expected.get(i).matches(actual[i], wide.get(i));
        }
        if (right) {
            count(command.kind());
        } else {
            StringBuilder bits = new StringBuilder();
            for (int i = 0; actual != null && i < actual.length; i++) {
                bits.append(' ').append(Long.toHexString(actual[i]));
            }
            wrong.add(shown(command) + " gave" + bits + ", expected " + command.expected());
        }
    }

    private String shown(Command command) {
        return script + " (" + engine + "): " + command.kind() + " " + command.subject() + command.arguments();
    }

    private void count(String what) {
        tally.merge(what.strip(), 1, Integer::sum);
    }

    /** The complaint without its offset and numbers, so that equal ones are counted together. */
    private static String reason(MalformedException e) {
        return e.getMessage()
                .replaceAll("\\(offset 0x[0-9a-f]+\\)", "")
                .replaceAll("0x[0-9a-f]+|\\d+", "N")
                .strip();
    }
}
