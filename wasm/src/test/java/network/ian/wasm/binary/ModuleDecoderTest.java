package network.ian.wasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules in hex; each line after the header is a section. */
class ModuleDecoderTest {

    private static final String HEADER = "0061736d01000000";
    /** Types (i64)->() and (i32 i32)->f64, two functions, a memory, the exports of the ABI. */
    private static final String FRONT = "010b0260017e0060027f7f017c"
            + "0303020001"
            + "0503010001"
            + "072b0306" + "6d656d6f7279" + "0200"
            + "0e" + "69616e5f6167656e745f696e6974" + "0000"
            + "0d" + "69616e5f6167656e745f616374" + "0001";

    private static final String CODE = "0a100202000b0b00440000000000000000" + "0b";

    private static Bytes module(String sections) {
        return Bytes.fromHex("module", HEADER + sections);
    }

    private static void check(String sections) {
        AgentAbi.check(ModuleDecoder.decode(module(sections)), 4);
    }

    private static String body(String code) {
        int size = code.length() / 2 + 1;
        return "0a" + hex(size + 14) + "02" + hex(size) + "00" + code + "0b00440000000000000000" + "0b";
    }

    private static String hex(int octet) {
        return String.format("%02x", octet);
    }

    @Test
    void acceptsTheSmallestAgent() {
        assertThatCode(() -> check(FRONT + CODE)).doesNotThrowAnyException();
    }

    @Test
    void leavesCustomSectionsOut() {
        String custom = "0005046e616d65";
        DecodedModule module = ModuleDecoder.decode(module(custom + FRONT + custom + CODE + "000401" + "41ffff"));
        assertThat(module.bytes()).isEqualTo(module(FRONT + CODE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fd0c00000000000000000000000000000000 1a 0b | function 0, offset 0x51: SIMD (v128.const) is not accepted",
                "d070 1a 0b | function 0, offset 0x51: reference types (ref.null) is not accepted",
                "1200 0b | function 0, offset 0x51: tail calls (return_call) is not accepted",
                "0640 0b 0b | function 0, offset 0x51: exceptions (try) is not accepted",
                "fe0000 0b | function 0, offset 0x51: threads (opcode 0xfe 0) is not accepted",
                "fb00 0b | function 0, offset 0x51: garbage collection (opcode 0xfb 0) is not accepted",
                "fc0c0000 0b | function 0, offset 0x51: reference types (table.init) is not accepted",
                "ff 0b | function 0, offset 0x51: opcode 0xff is not accepted",
                "01 0201 0b 0b | function 0, offset 0x52: multi-value: parameters of blocks, loops and ifs are not accepted, only their results",
                "02ff7f 4100 0b 1a 0b | function 0, offset 0x51: a block of a value type in more than one byte is not accepted",
                "02c0ff7f 0b 0b | function 0, offset 0x51: a block of a value type in more than one byte is not accepted",
                "0c01 0b | function 0, offset 0x51: label 1 of a branch does not exist",
                "05 0b | function 0, offset 0x51: an else without its if",
                "0240 0b | function 0, offset 0x53: the body ends inside a block",
                "0b 01 0b | function 0, offset 0x51: code after the function's end",
                "3f01 1a 0b | function 0, offset 0x51: only one memory is accepted",
            })
    void namesWhatItRefusesInCode(String code, String problem) {
        assertRefused(FRONT + body(code.replace(" ", "")), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0207 01 0165 0166 00 00 | imports \"e\" \"f\": an agent imports nothing",
                "0801 00 | a start function is not accepted: begin in ian_agent_init instead",
                "0d01 00 | exceptions (tag section) are not accepted",
                "0e00 | unknown section 14",
                "0501 00 0501 00 | the memory section stands twice or after one that comes later",
                "0501 00 0101 00 | the type section stands twice or after one that comes later",
                "0502 00 00 | the memory section is longer than what it holds",
                "0505 02 0001 0001 | memories: 2, the limit is 1",
                "0504 01 03 0101 | threads (a shared memory) is not accepted",
                "0503 01 04 01 | memory64 (a memory of 64 bits) is not accepted",
                "0404 01 6f 0000 | a table of externref (reference types) is not accepted",
                "0406 01 70 00 91ce00 | the table has 10001 entries, the limit is 10000",
                "0106 ffffffff0f 00 | types: 4294967295, the limit is 1000",
                "0107 ffffffffff01 00 | types: is not a number of at most 32 bits",
                "0606 01 7f 00 2300 0b | global 0 begins with another global's value",
                "0901 05 | element segment 0 is cut off",
                "0904 01 01 00 00 | element segment 0 is passive, declarative or made of expressions (reference types): not accepted",
                "050a 00 | the memory section has 10 bytes, 1 are left",
            })
    void namesWhatItRefusesInSections(String sections, String problem) {
        String hex = sections.replace(" ", "");
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> ModuleDecoder.decode(module(hex)))
                .withMessageStartingWith("parameters: " + problem)
                .matches(e -> e.field().equals("parameters"));
    }

    @Test
    void namesWhatTheAbiMisses() {
        assertRefused(FRONT.replace("6d656d6f7279", "6d656d6f7278") + CODE, "no memory is exported as \"memory\"");
        assertRefused(
                FRONT.replace("0303020001", "0303020000") + "0a070202000b02000b",
                "export \"ian_agent_act\" is (param i64), expected (param i32 i32) (result f64)");
        assertRefused(FRONT.replace("0503010001", "0503010000") + CODE, "the memory has no page at its start");
        assertRefused(
                FRONT.replace("0503010001", "0503010005") + CODE,
                "the memory has 5 pages at its start, the goal allows 4");
        assertRefused(
                FRONT + CODE + "0b08010041ff070b0100",
                "data segment 0 begins at 1023; the first 1024 bytes of the memory belong to the host");
        assertRefused(
                FRONT + CODE + "0b0a010041ffff030b0200" + "00", "data segment 0 ends at 65537, the memory at 65536");
    }

    @Test
    void everyCutAndEveryFlippedBitIsAcceptedOrMalformedAndNothingElse() {
        long seed = 20261122;
        byte[] whole = module(FRONT + CODE).toArray();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(whole, i < whole.length ? i : whole.length);
            if (i >= whole.length) {
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            try {
                AgentAbi.check(ModuleDecoder.decode(Bytes.wrap(bytes)), 4);
            } catch (MalformedException expected) {
                assertThat(expected.field()).as("seed " + seed).isEqualTo("parameters");
            }
        }
    }

    private static void assertRefused(String sections, String problem) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> check(sections))
                .withMessageStartingWith("parameters: " + problem);
    }
}
