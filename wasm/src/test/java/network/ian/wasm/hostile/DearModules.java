package network.ian.wasm.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * Agents that never come to an end and do for ever what costs the engines most time for a unit of fuel, in functions too large for a
 * JVM method and in small ones.
 */
final class DearModules {

    private static final int DEEP = 240;

    /** {@code if} of nothing that is never entered: makes a function too large for a JVM method. */
    private static final RawBytes BALLAST =
            RawBytes.of(0x41, 0, 0x04, 0x40).repeat(36_000, 0x41, 1, 0x1A).add(0x0B);

    private final List<HostileModule> all = new ArrayList<>();

    static List<HostileModule> all() {
        DearModules modules = new DearModules();
        modules.control();
        modules.calls();
        modules.operations();
        return List.copyOf(modules.all);
    }

    private void control() {
        forEver("loops-4000", new RawBytes().repeat(4_000, 0x03, 0x40, 0x0B));
        forEver("ifs-4000", new RawBytes().repeat(4_000, 0x41, 0, 0x04, 0x40, 0x0B));
        forEver(
                "branches-behind-240-blocks",
                new RawBytes()
                        .repeat(DEEP, 0x02, 0x40)
                        .repeat(3_800, 0x02, 0x40, 0x0C, 0, 0x0B)
                        .repeat(DEEP, 0x0B));
        RawBytes sixteen = new RawBytes();
        for (int i = 0; i < 80; i++) {
            sixteen.repeat(50, 0x02, 2).repeat(16, 0x41, 1).repeat(50, 0x0B).repeat(16, 0x1A);
        }
        add("blocks-of-16-results", new RawAgent().type(RawBytes.of(0x60, 0, 16).repeat(16, 0x7F)), sixteen);
    }

    private void calls() {
        RawBytes calls = new RawBytes().repeat(50_000, 0x10, 2);
        add(
                "calls-50000",
                new RawAgent().type(RawAgent.NOTHING).function(2, RawAgent.NO_LOCALS, new RawBytes()),
                calls);
        add(
                "call-of-a-large-function",
                new RawAgent().type(RawAgent.NOTHING).function(2, RawAgent.NO_LOCALS, BALLAST),
                RawBytes.of(0x10, 2));
        RawBytes calling = RawBytes.of(0x10, 3, 0x10, 3).add(BALLAST);
        RawAgent both = new RawAgent().type(RawAgent.NOTHING).function(2, RawAgent.NO_LOCALS, calling);
        add(
                "call-of-a-large-function-that-calls",
                both.function(2, RawAgent.NO_LOCALS, new RawBytes()),
                RawBytes.of(0x10, 2));
        RawAgent wide =
                new RawAgent().type(RawBytes.of(0x60, 64).repeat(64, 0x7F).add(0));
        wide.function(2, RawBytes.of(1).u32(1_900).add(0x7E), BALLAST);
        add(
                "call-with-64-parameters-and-1900-locals",
                wide,
                new RawBytes().repeat(64, 0x41, 1).add(0x10, 2));
    }

    private void operations() {
        forEver(
                "memory-grow-that-fails",
                RawBytes.of(0x41, 0x7F).repeat(40_000, 0x40, 0).add(0x1A));
        forEver("memory-fill-of-nothing", new RawBytes().repeat(14_000, 0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 0x0B, 0));
        forEver(
                "f64-neg-4000",
                RawBytes.of(0x44).repeat(8, 1).repeat(4_000, 0x9A).add(0x1A));
        forEver(
                "f64-copysign-20000",
                RawBytes.of(0x44)
                        .repeat(8, 1)
                        .add(0x21, 3)
                        .add(0x20, 3)
                        .repeat(20_000, 0x20, 3, 0xA6)
                        .add(0x1A));
        forEver(
                "f64-sqrt-that-shows",
                RawBytes.of(0x20, 3).repeat(30_000, 0x9F, 0x22, 3).add(0x1A));
    }

    private void forEver(String name, RawBytes code) {
        add(name, new RawAgent(), code);
    }

    /** Local 2 is an i32, local 3 an f64. */
    private void add(String name, RawAgent agent, RawBytes code) {
        RawBytes loop = RawBytes.of(0x03, 0x40).add(code).add(0x0C, 0, 0x0B);
        all.add(new HostileModule(
                name, agent.act(RawBytes.of(2, 1, 0x7F, 1, 0x7C), loop).bytes(), "EVALUATION_TIMEOUT"));
    }
}
