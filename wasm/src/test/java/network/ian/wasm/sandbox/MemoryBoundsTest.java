package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.hostile.RawAgent;
import network.ian.wasm.hostile.RawBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every load, store and bulk instruction against the rule of the specification: base plus offset, unsigned, neither of them cut. */
class MemoryBoundsTest {

    private static final int MEMORY = 65_536;
    private static final int FIRST_LOAD = 0x28;
    private static final int FIRST_STORE = 0x36;
    private static final int LAST_STORE = 0x3E;
    private static final long VALUE = 0x8182838485868788L;

    /** Bytes that move, by opcode from 0x28 on. */
    private static final int[] WIDTHS = {4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4};

    private static final long[] OFFSETS = {0, 1, 2_000, 65_535, 65_536, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL};
    private static final int[] BASES = {0, 1, -1, -2_000, 2_000, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void loadsAndStores(WasmEngine engine) {
        RawAgent agent = new RawAgent().type(RawBytes.of(0x60, 1, 0x7F, 0));
        for (int code = FIRST_LOAD; code <= LAST_STORE; code++) {
            for (long offset : OFFSETS) {
                access(agent, code, offset);
            }
        }
        Execution execution = Outcome.module(agent.bytes()).start(engine, new FuelTank(10_000_000, () -> false));
        for (int code = FIRST_LOAD; code <= LAST_STORE; code++) {
            for (int o = 0; o < OFFSETS.length; o++) {
                for (int base : BASES) {
                    check(execution, code, o, base);
                }
            }
        }
    }

    private static void access(RawAgent agent, int code, long offset) {
        RawBytes body = RawBytes.of(0x20, 0);
        if (code >= FIRST_STORE) {
            body.add(constant(code));
        }
        body.add(code, 0).u32(offset);
        if (code < FIRST_STORE) {
            body.add(0x1A);
        }
        int function = (code - FIRST_LOAD) * OFFSETS.length + Arrays.binarySearch(OFFSETS, offset) + 2;
        agent.function(2, RawBytes.of(0), body);
        agent.export(new RawBytes().name("f" + function).add(0).u32(function));
    }

    private static RawBytes constant(int store) {
        return switch (store) {
            case 0x36, 0x3A, 0x3B -> RawBytes.of(0x41, 0x88, 0x8F, 0x9A, 0xAC, 0x78);
            case 0x38 -> RawBytes.of(0x43, 0x88, 0x87, 0x86, 0x85);
            case 0x39 -> RawBytes.of(0x44, 0x88, 0x87, 0x86, 0x85, 0x84, 0x83, 0x82, 0x81);
            default -> RawBytes.of(0x42, 0x88, 0x8F, 0x9A, 0xAC, 0xC8, 0xF0, 0xA0, 0xC1, 0x81, 0x7F);
        };
    }

    private static void check(Execution execution, int code, int offset, int base) {
        String name = "f" + ((code - FIRST_LOAD) * OFFSETS.length + offset + 2);
        String where = "opcode " + Integer.toHexString(code) + " base " + base + " offset " + OFFSETS[offset];
        long address = Integer.toUnsignedLong(base) + OFFSETS[offset];
        int width = WIDTHS[code - FIRST_LOAD];
        boolean inside = address + width <= MEMORY;
        Memory memory = execution.instance().memory();
        memory.zero();
        assertThat(stop(execution, name, base)).as(where).isEqualTo(inside ? "" : "trap: out of bounds memory access");
        byte[] expected = new byte[MEMORY];
        if (inside && code >= FIRST_STORE) {
            byte[] value = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(VALUE)
                    .array();
            System.arraycopy(value, 0, expected, (int) address, width);
        }
        assertThat(Arrays.equals(memory.readBytes(0, MEMORY), expected))
                .as(where)
                .isTrue();
    }

    private static String stop(Execution execution, String name, long... arguments) {
        try {
            execution.call(name, arguments);
            return "";
        } catch (AgentStoppedException e) {
            return e.getMessage();
        }
    }

    @Test
    void bulkInstructions() {
        RawBytes three = RawBytes.of(0x60, 3, 0x7F, 0x7F, 0x7F, 0);
        RawBytes arguments = RawBytes.of(0x20, 0, 0x20, 1, 0x20, 2);
        RawAgent agent = new RawAgent().type(three);
        agent.beforeCode(RawBytes.of(12, 1, 1)).data(RawBytes.of(1, 4, 9, 9, 9, 9));
        agent.function(2, RawBytes.of(0), new RawBytes().add(arguments).add(0xFC, 0x0B, 0));
        agent.function(2, RawBytes.of(0), new RawBytes().add(arguments).add(0xFC, 0x0A, 0, 0));
        agent.function(2, RawBytes.of(0), new RawBytes().add(arguments).add(0xFC, 0x08, 0, 0));
        String[] names = {"fill", "copy", "init"};
        for (int i = 0; i < names.length; i++) {
            agent.export(new RawBytes().name(names[i]).add(0, i + 2));
        }
        MeteredModule module = Outcome.module(agent.bytes());
        for (WasmEngine engine : WasmEngine.values()) {
            Execution execution = module.start(engine, new FuelTank(1_000_000_000_000L, () -> false));
            for (int to : BASES) {
                for (int from : BASES) {
                    for (int size : BASES) {
                        bulk(execution, engine, to, from, size);
                    }
                }
            }
        }
    }

    private static void bulk(Execution execution, WasmEngine engine, int to, int from, int size) {
        String where = engine + " to " + to + " from " + from + " size " + size;
        boolean target = Integer.toUnsignedLong(to) + Integer.toUnsignedLong(size) <= MEMORY;
        long end = Integer.toUnsignedLong(from) + Integer.toUnsignedLong(size);
        assertThat(stop(execution, "fill", to, 7, size).isEmpty()).as(where).isEqualTo(target);
        assertThat(stop(execution, "copy", to, from, size).isEmpty()).as(where).isEqualTo(target && end <= MEMORY);
        assertThat(stop(execution, "init", to, from, size).isEmpty()).as(where).isEqualTo(target && end <= 4);
    }
}
