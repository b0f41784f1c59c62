package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import network.ian.core.codec.MalformedException;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.hostile.RawAgent;
import network.ian.wasm.hostile.RawBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of blocks and functions whose index does not fit into the one byte that the library reads right. */
class BlockTypesTest {

    private static final int OWN_TYPES = 2;
    private static final RawBytes PAIR = RawBytes.of(0x60, 0, 2, 0x7F, 0x7F);
    private static final RawBytes SEVEN_AND_EIGHT = RawBytes.of(0x41, 7, 0x41, 8);

    /** An agent whose next type has an index; all types in front differ, none has several results. */
    private static RawAgent withTypesBelow(int index) {
        RawAgent agent = new RawAgent();
        for (int i = OWN_TYPES; i < index; i++) {
            RawBytes type = RawBytes.of(0x60, 11);
            for (int bit = 0; bit < 11; bit++) {
                type.add((i >> bit & 1) == 1 ? 0x7F : 0x7E);
            }
            agent.type(type.add(0));
        }
        return agent;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 61, 62, 63, 64, 65, 124, 127, 128, 200, 990})
    void functionsOfAnyTypeGiveSeveralResults(int index) {
        RawAgent agent = withTypesBelow(index).type(PAIR).function(index, RawAgent.NO_LOCALS, SEVEN_AND_EIGHT);
        agent.export(new RawBytes().name("pair").add(0, 2));
        MeteredModule module = Outcome.module(agent.bytes());
        for (WasmEngine engine : WasmEngine.values()) {
            assertThat(Outcome.of(module, engine, 100_000, "pair").results())
                    .as(engine + " " + index)
                    .containsExactly(7L, 8L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 99, 112, 123, 124, 127, 128, 990})
    void blocksOfSuchTypesAreRefused(int index) {
        RawAgent agent = withTypesBelow(index).type(RawAgent.NOTHING);
        agent.function(index, RawAgent.NO_LOCALS, RawBytes.of(0x02, index % 128 | 0x80, index / 128, 0x0B));
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Outcome.module(agent.bytes()))
                .withMessageContaining(
                        "type " + index + " of a block is not accepted: blocks, loops and ifs have types 0 to 63");
    }

    @ParameterizedTest
    @EnumSource(WasmEngine.class)
    void blocksOfTheLastTypeRun(WasmEngine engine) {
        RawAgent agent = withTypesBelow(63).type(PAIR);
        agent.function(
                63,
                RawAgent.NO_LOCALS,
                RawBytes.of(0x02, 63).add(SEVEN_AND_EIGHT).add(0x0B));
        agent.export(new RawBytes().name("pair").add(0, 2));
        assertThat(Outcome.of(Outcome.module(agent.bytes()), engine, 100_000, "pair")
                        .results())
                .containsExactly(7L, 8L);
    }

    @Test
    void listsOfSeveralResultsAreCounted() {
        assertThat(Outcome.module(lists(64).bytes())).isNotNull();
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Outcome.module(lists(65).bytes()))
                .withMessageContaining("the types have more than 64 lists of several results");
    }

    private static RawAgent lists(int count) {
        RawAgent agent = new RawAgent();
        for (int i = 0; i < count; i++) {
            RawBytes type = RawBytes.of(0x60, 0, 7);
            RawBytes code = new RawBytes();
            for (int bit = 0; bit < 7; bit++) {
                boolean narrow = (i >> bit & 1) == 1;
                type.add(narrow ? 0x7F : 0x7E);
                code.add(narrow ? 0x41 : 0x42, 1);
            }
            agent.type(type).function(OWN_TYPES + i, RawAgent.NO_LOCALS, code);
        }
        return agent;
    }
}
