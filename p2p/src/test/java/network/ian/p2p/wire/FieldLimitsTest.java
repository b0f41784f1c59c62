package network.ian.p2p.wire;

import static network.ian.p2p.wire.WireFault.FIELD_RANGE;
import static network.ian.p2p.wire.WireFault.FIELD_VALUE;
import static network.ian.p2p.wire.WireFault.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder makes of fields on both sides of their limits. Where nothing is wrong, the fault is null. */
class FieldLimitsTest {

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "1024,", "1025, FIELD_RANGE", "65535, FIELD_RANGE"})
    void announcedIds(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.ANNOUNCE).zeros(32).u8(1).u16(count);
        assertThat(frame.zeros(fault == null ? 32 * count : 32).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0,", "64,", "65, FIELD_RANGE", "255, FIELD_RANGE"})
    void graftedIds(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.GRAFT).zeros(32).u8(0).u8(count);
        assertThat(frame.zeros(fault == null ? 32 * count : 32).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "512,", "513, FIELD_RANGE"})
    void fetchedIds(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.FETCH).u32(9).zeros(32).u16(count);
        assertThat(frame.zeros(fault == null ? 32 * count : 32).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0,", "64,", "65, FIELD_RANGE"})
    void items(int count, WireFault fault) {
        RawFrame frame =
                new RawFrame(MessageType.ENTRIES).u32(9).zeros(32).u8(1).u8(count);
        for (int i = 0; i < count; i++) {
            frame.u8(3).zeros(32);
        }
        assertThat(frame.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "131072,", "131073, FIELD_RANGE", "4294967295, FIELD_RANGE"})
    void negentropyMessage(long length, WireFault fault) {
        RawFrame frame =
                new RawFrame(MessageType.RECONCILE).u32(9).zeros(32).u8(1).u32(length);
        assertThat(frame.zeros(fault == null ? (int) length : 1).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "64,", "65, FIELD_RANGE"})
    void askedRoots(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.ASK_ROOTS).u32(9).zeros(32).u8(count);
        for (int i = 0; i < (fault == null ? count : 1); i++) {
            frame.u32(0xffff_ff00L + i);
        }
        assertThat(frame.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0,", "64,", "65, FIELD_RANGE"})
    void answeredRoots(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.ROOTS).u32(9).zeros(32).u8(count);
        assertThat(frame.zeros(fault == null ? 32 * count : 32).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0,", "9223372036854775807,", "-1, FIELD_RANGE"})
    void heights(long height, WireFault fault) {
        assertThat(new RawFrame(MessageType.CHAIN_TIP)
                        .zeros(32)
                        .u64(height)
                        .zeros(32)
                        .fault())
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "32,", "33, FIELD_RANGE", "255, FIELD_RANGE"})
    void locators(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.ASK_CHAIN).u32(9).zeros(32).u8(count);
        assertThat(frame.zeros(fault == null ? 32 * count : 32).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0,", "65536,", "65537, FIELD_RANGE", "4294967295, FIELD_RANGE"})
    void pagesOfAChain(long length, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.CHAIN).u32(9).zeros(32).u32(length);
        assertThat(frame.zeros(fault == null ? (int) length : 1).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, FIELD_RANGE",
        "1, 0, 1,",
        "1, 1, 1, FIELD_RANGE",
        "1, 0, 2, FIELD_RANGE",
        "10, 9, 1,",
        "10, 9, 2, FIELD_RANGE",
        "10, 0, 0, FIELD_RANGE",
        "10000, 0, 4096,",
        "10000, 0, 4097, FIELD_RANGE",
        "2147483647, 2147483646, 1,",
        "2147483648, 0, 1, FIELD_RANGE",
        "4294967295, 4294967294, 1, FIELD_RANGE"
    })
    void questionsForPrefixes(long size, long from, int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.ASK_PREFIX)
                .u32(9)
                .zeros(32)
                .u32(size)
                .zeros(32)
                .u32(from)
                .u16(count);
        assertThat(frame.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0,",
        "2147483647, 4096,",
        "0, 4097, FIELD_RANGE",
        "2147483648, 0, FIELD_RANGE",
        "4294967295, 65535, FIELD_RANGE"
    })
    void idsOfPrefixes(long from, int count, WireFault fault) {
        RawFrame frame =
                new RawFrame(MessageType.PREFIX).u32(9).zeros(32).u32(from).u16(count);
        assertThat(frame.zeros(fault == null ? 32 * count : 32).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0,", "32,", "33, FIELD_RANGE"})
    void records(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.PEERS).u8(count);
        for (int i = 0; i < (fault == null ? count : 1); i++) {
            address(frame, "h", 1, 0);
        }
        assertThat(frame.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "256,", "257, FIELD_RANGE"})
    void headsOfAStatus(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.STATUS).u16(count);
        for (int i = 0; i < (fault == null ? count : 1); i++) {
            frame.u16(i).zeros(90);
        }
        assertThat(frame.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0,", "256,", "257, FIELD_RANGE"})
    void headsOfAHello(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.HELLO)
                .u16(2)
                .u8(1)
                .text("n")
                .u16(0)
                .u64(-1)
                .u8(0)
                .u16(count);
        for (int i = 0; i < (fault == null ? count : 1); i++) {
            frame.u16(i).zeros(90);
        }
        assertThat(frame.fault()).isEqualTo(fault);
    }

    @Test
    void aTopicStandsOnce() {
        assertThat(new RawFrame(MessageType.STATUS).u16(2).zeros(2 * 92).fault())
                .isEqualTo(FIELD_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, FIELD_RANGE",
        "1, 1,",
        "2048, 1,",
        "2049, 1, FIELD_RANGE",
        "1, 0, FIELD_RANGE",
        "1, 7340032,",
        "1, 7340033, FIELD_RANGE",
        "1, 4294967295, FIELD_RANGE"
    })
    void headersAndBodies(int header, long body, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.PUSH)
                .zeros(32)
                .u8(255)
                .u16(header)
                .zeros(header)
                .zeros(64)
                .u32(body);
        assertThat(frame.zeros(fault == null ? (int) body : 1).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "64,", "65, FIELD_RANGE"})
    void networkId(int length, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.HELLO).u16(2).u8(length).text("n".repeat(length));
        assertThat(frame.u16(0).u64(0).u8(0).u16(0).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "\u00e9", "a\u0000"})
    void networkIdOfOtherCharacters(String text) {
        int length = WireText.utf8Length(text);
        RawFrame frame = new RawFrame(MessageType.HELLO).u16(2).u8(length).text(text);
        assertThat(frame.u16(0).u64(0).u8(0).u16(0).fault()).isEqualTo(FIELD_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"64, a,", "65, a, FIELD_VALUE", "64, \ud83d\ude00,", "65, \ud83d\ude00, FIELD_RANGE"})
    void agent(int characters, String character, WireFault fault) {
        String agent = character.repeat(characters);
        RawFrame frame = new RawFrame(MessageType.HELLO).u16(2).u8(1).text("n").u16(WireText.utf8Length(agent));
        assertThat(frame.text(agent).u64(0).u8(0).u16(0).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u001b[0m", "\u202e", "\ufeff", "\u007f"})
    void textThatCouldFoolAReaderOfTheLog(String text) {
        RawFrame frame = new RawFrame(MessageType.GOODBYE).u8(1).u8(WireText.utf8Length(text));
        assertThat(frame.text(text).fault()).isEqualTo(FIELD_VALUE);
    }

    @Test
    void textThatIsNotUtf8() {
        RawFrame overlong = new RawFrame(MessageType.GOODBYE).u8(1).u8(2).octets(0xc1, 0x81);
        RawFrame surrogate = new RawFrame(MessageType.GOODBYE).u8(1).u8(3).octets(0xed, 0xa0, 0x80);
        RawFrame cut = new RawFrame(MessageType.GOODBYE).u8(1).u8(1).octets(0xc3);
        RawFrame tooHigh = new RawFrame(MessageType.GOODBYE).u8(1).u8(4).octets(0xf4, 0x90, 0x80, 0x80);
        assertThat(overlong.fault()).isEqualTo(FIELD_VALUE);
        assertThat(surrogate.fault()).isEqualTo(FIELD_VALUE);
        assertThat(cut.fault()).isEqualTo(FIELD_VALUE);
        assertThat(tooHigh.fault()).isEqualTo(FIELD_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_VALUE", "1,", "15,", "16, FIELD_VALUE", "17,", "18, FIELD_VALUE"})
    void goodbyeReasons(int code, WireFault fault) {
        assertThat(new RawFrame(MessageType.GOODBYE).u8(code).u8(0).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "h, 1, 0,",
        "h, 65535, 9223372036854775807,",
        "h, 0, 0, FIELD_RANGE",
        "h, 1, -1, FIELD_RANGE",
        "::1, 1, 0,",
        "a b, 1, 0, FIELD_VALUE",
        "[::1], 1, 0, FIELD_VALUE",
        "x:1, 1, 0, FIELD_VALUE",
        "'', 1, 0, TRUNCATED"
    })
    void addresses(String host, int port, long timestampMs, WireFault fault) {
        assertThat(address(new RawFrame(MessageType.PEERS).u8(1), host, port, timestampMs)
                        .fault())
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "253,", "254, FIELD_RANGE"})
    void hostNames(int length, WireFault fault) {
        RawFrame frame = address(new RawFrame(MessageType.PEERS).u8(1), "h".repeat(length), 1, 0);
        assertThat(frame.zeros(length == 0 ? 1 : 0).fault()).isEqualTo(fault);
    }

    @Test
    void codesAndFlagsOutsideTheirSets() {
        assertThat(new RawFrame(MessageType.ANNOUNCE)
                        .zeros(32)
                        .u8(0)
                        .u16(1)
                        .zeros(32)
                        .fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.ANNOUNCE)
                        .zeros(32)
                        .u8(4)
                        .u16(1)
                        .zeros(32)
                        .fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.GRAFT).zeros(32).u8(2).u8(0).fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.RECONCILE_END).zeros(36).u8(0).fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.RECONCILE_END).zeros(36).u8(4).fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.ENTRIES)
                        .zeros(36)
                        .u8(1)
                        .u8(1)
                        .u8(4)
                        .zeros(32)
                        .fault())
                .isEqualTo(FIELD_VALUE);
    }

    @Test
    void sizesAscend() {
        assertThat(new RawFrame(MessageType.ASK_ROOTS)
                        .zeros(36)
                        .u8(2)
                        .u32(5)
                        .u32(5)
                        .fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.ASK_ROOTS)
                        .zeros(36)
                        .u8(2)
                        .u32(5)
                        .u32(4)
                        .fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.ASK_ROOTS)
                        .zeros(36)
                        .u8(2)
                        .u32(5)
                        .u32(6)
                        .fault())
                .isNull();
    }

    @Test
    void aCountWithoutItsElementsIsTruncated() {
        assertThat(new RawFrame(MessageType.ANNOUNCE)
                        .zeros(32)
                        .u8(1)
                        .u16(1024)
                        .zeros(32)
                        .fault())
                .isEqualTo(TRUNCATED);
        assertThat(new RawFrame(MessageType.FETCH).zeros(36).u16(512).fault()).isEqualTo(TRUNCATED);
        assertThat(new RawFrame(MessageType.ENTRIES).zeros(36).u8(1).u8(64).fault())
                .isEqualTo(TRUNCATED);
    }

    private static RawFrame address(RawFrame frame, String host, int port, long timestampMs) {
        return frame.zeros(32)
                .u8(host.length())
                .text(host)
                .u16(port)
                .u64(timestampMs)
                .zeros(64);
    }

    /** The first fault counts, so that what is told of a frame does not depend on what comes after. */
    @Test
    void theFirstFaultIsTold() {
        assertThat(new RawFrame(MessageType.GRAFT).zeros(32).u8(2).u8(65).fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.GRAFT).zeros(32).u8(1).u8(65).fault())
                .isEqualTo(FIELD_RANGE);
    }
}
