package network.ian.p2p.wire;

import static network.ian.p2p.wire.WireFault.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the decoder makes of counts on both sides of their limits, and of counts without their elements. Where nothing
 * is wrong, the fault is null.
 */
class CountLimitsTest {

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
    @CsvSource({"0, FIELD_RANGE", "1,", "32,", "33, FIELD_RANGE", "255, FIELD_RANGE"})
    void locators(int count, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.ASK_CHAIN).u32(9).zeros(32).u8(count);
        assertThat(frame.zeros(fault == null ? 32 * count : 32).fault()).isEqualTo(fault);
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
            frame.address("h", 1, 0);
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
}
