package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.hostile.RawAgent;
import network.ian.wasm.hostile.RawBytes;
import network.ian.wasm.sandbox.AgentStoppedException.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fuel counted by hand, beside the program: counted.wat. */
class MeteringTest {

    private static final long PLENTY = 10_000_000;
    private static final long CANONICAL = 0x7FF8000000000000L;
    private static final MeteredModule COUNTED = Outcome.module(module());

    private static Bytes module() {
        try (InputStream in = MeteringTest.class.getResourceAsStream("/network/ian/wasm/metering/counted.wasm")) {
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "empty, , 0",
        "leaf, 1, 3",
        "locals, , 4",
        "block, 0, 5",
        "block, 1, 4",
        "if, 1, 5",
        "if, 0, 5",
        "if-without-else, 1, 5",
        "if-without-else, 0, 4",
        "loop, 1, 14",
        "loop, 1000, 12002",
        "table, 0, 9",
        "table, 1, 7",
        "table, 2, 6",
        "table, 3, 5",
        "table, 9, 5",
        "call, , 14",
        "indirect, , 14",
        "deep, 0, 5",
        "deep, 10, 155",
        "out, , 3",
        "fill, 0, 7",
        "fill, 7, 7",
        "fill, 800, 107",
        "copy, 80, 17",
        "init, , 10",
        "grow, 0, 4105",
        "grow, 1, 12297",
        "grow, 2, 20489",
        "grow, 3, 9",
        "grow, -1, 9",
        "deep-66, , 69",
        "deep-32, , 34",
        "deep-31, , 32",
        "deep-return, , 69",
        "deep-if-and-table, , 74",
        "call-16, , 28",
        "call-31, , 47",
        "call-32, , 46",
        "signs, 0, 9",
        "single-signs, 0, 9",
        "several, , 6",
    })
    void countsEachInstruction(String export, Long argument, long fuel) {
        for (WasmEngine engine : WasmEngine.values()) {
            long[] arguments = argument == null ? new long[0] : new long[] {argument};
            Outcome outcome = Outcome.of(COUNTED, engine, PLENTY, export, arguments);
            assertThat(outcome.stop()).isEmpty();
            assertThat(outcome.fuel()).as(export + " " + engine).isEqualTo(fuel);
        }
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void theLastUnitMayBeSpentAndNoneMore(WasmEngine engine) {
        long start =
                8_192 + 2 + 2 + 3; // a page, the table, an element segment with a function, a data segment of 16 bytes
        assertThat(Outcome.of(COUNTED, engine, start + 12_002, "loop", 1_000).stop())
                .isEmpty();
        assertThat(Outcome.of(COUNTED, engine, start + 12_001, "loop", 1_000).stop())
                .isEqualTo("OUT_OF_FUEL: more than " + (start + 12_001) + " units of fuel");
        assertThatExceptionOfType(AgentStoppedException.class)
                .isThrownBy(() -> COUNTED.start(engine, new FuelTank(start - 1, () -> false)))
                .matches(e -> e.reason() == Cause.OUT_OF_FUEL);
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void slicesDoNotShow(WasmEngine engine) {
        long rounds = 700_000;
        assertThat(Outcome.of(COUNTED, engine, PLENTY, "loop", rounds).fuel()).isEqualTo(2 + 12 * rounds);
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void theWallClockIsLookedAtInBetween(WasmEngine engine) {
        int[] asked = {0};
        Execution execution = COUNTED.start(engine, new FuelTank(Long.MAX_VALUE, () -> ++asked[0] > 3));
        assertThatExceptionOfType(AgentStoppedException.class)
                .isThrownBy(() -> execution.call("loop", -1))
                .matches(e -> e.reason() == Cause.INTERRUPTED);
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void theFuelIsLookedAtInFunctionsThatOnlyReturn(WasmEngine engine) {
        int units = 10_000;
        int calls = 1_000;
        RawAgent agent = new RawAgent().type(RawAgent.NOTHING);
        agent.function(2, RawAgent.NO_LOCALS, new RawBytes().repeat(units, 0x01));
        agent.function(2, RawAgent.NO_LOCALS, new RawBytes().repeat(calls, 0x10, 2));
        agent.export(new RawBytes().name("many").add(0, 3));
        int[] asked = {0};
        FuelTank tank = new FuelTank(Long.MAX_VALUE, () -> ++asked[0] < 0);
        Execution execution = Outcome.module(agent.bytes()).start(engine, tank);
        long before = tank.used();
        int askedBefore = asked[0];
        execution.call("many");
        assertThat(tank.used() - before).isEqualTo((long) calls * (units + 8));
        assertThat(asked[0] - askedBefore).isGreaterThanOrEqualTo(9);
    }

    @Test
    void anAmountBelowZeroIsTheNodesFault() {
        FuelMeter meter = new FuelMeter(new FuelTank(100, () -> false));
        int slice = meter.slice();
        assertThatExceptionOfType(AgentStoppedException.class)
                .isThrownBy(() -> meter.settle(slice + 1))
                .matches(e -> e.reason() == Cause.OUT_OF_HOST);
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void stopsForTheSameReason(WasmEngine engine) {
        assertThat(Outcome.of(COUNTED, engine, PLENTY, "trap").stop()).startsWith("TRAP: ");
        assertThat(Outcome.of(COUNTED, engine, PLENTY, "fill", -8).stop())
                .isEqualTo("TRAP: trap: out of bounds memory access");
        assertThat(Outcome.of(COUNTED, engine, PLENTY, "deep", 1_000_000).stop())
                .startsWith("STACK_EXHAUSTED");
    }

    @Test
    void bothEnginesCallEquallyDeep() {
        for (int depth : new int[] {400, 440, 450, 460, 480, 500}) {
            assertThat(Outcome.of(COUNTED, WasmEngine.COMPILER, PLENTY, "deep", depth))
                    .isEqualTo(Outcome.of(COUNTED, WasmEngine.INTERPRETER, PLENTY, "deep", depth));
        }
        assertThat(Outcome.of(COUNTED, WasmEngine.COMPILER, PLENTY, "deep", 400).stop())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void nansAreCanonicalWhereTheirBitsShow(WasmEngine engine) {
        long infinity = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
        long odd = 0xFFF4000000000123L;
        for (String export : List.of("nan-local", "nan-call", "nan-block", "nan-store")) {
            assertThat(call(engine, export, odd)).as(export).isEqualTo(CANONICAL);
        }
        assertThat(call(engine, "nan-call", infinity)).isEqualTo(CANONICAL);
        assertThat(call(engine, "nan-store", infinity)).isEqualTo(CANONICAL);
        assertThat(call(engine, "nan-neg", infinity)).isEqualTo(CANONICAL | Long.MIN_VALUE);
        assertThat(call(engine, "nan-single", 0xFFA00001L)).isEqualTo(0x7FC00000L);
        assertThat(call(engine, "nan-kept", odd)).isEqualTo(odd);
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void aProductHas32Bits(WasmEngine engine) {
        assertThat(call(engine, "product", 65_536)).isEqualTo(2);
        assertThat(call(engine, "product", 3)).isEqualTo(1);
    }

    private static long call(WasmEngine engine, String export, long argument) {
        return Outcome.of(COUNTED, engine, PLENTY, export, argument).results().get(0);
    }
}
