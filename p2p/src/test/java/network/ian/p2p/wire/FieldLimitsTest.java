package network.ian.p2p.wire;

import static network.ian.p2p.wire.WireFault.FIELD_RANGE;
import static network.ian.p2p.wire.WireFault.FIELD_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the decoder makes of lengths, numbers and codes on both sides of their limits. Where nothing is wrong, the
 * fault is null.
 */
class FieldLimitsTest {

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "131072,", "131073, FIELD_RANGE", "4294967295, FIELD_RANGE"})
    void negentropyMessage(long length, WireFault fault) {
        RawFrame frame =
                new RawFrame(MessageType.RECONCILE).u32(9).zeros(32).u8(1).u32(length);
        assertThat(frame.zeros(fault == null ? (int) length : 1).fault()).isEqualTo(fault);
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
    @CsvSource({"0, FIELD_VALUE", "1,", "15,", "16, FIELD_VALUE", "17,", "18, FIELD_VALUE"})
    void goodbyeReasons(int code, WireFault fault) {
        assertThat(new RawFrame(MessageType.GOODBYE).u8(code).u8(0).fault()).isEqualTo(fault);
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
    void aTopicStandsOnce() {
        assertThat(new RawFrame(MessageType.STATUS).u16(2).zeros(2 * 92).fault())
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

    /** The first fault counts, so that what is told of a frame does not depend on what comes after. */
    @Test
    void theFirstFaultIsTold() {
        assertThat(new RawFrame(MessageType.GRAFT).zeros(32).u8(2).u8(65).fault())
                .isEqualTo(FIELD_VALUE);
        assertThat(new RawFrame(MessageType.GRAFT).zeros(32).u8(1).u8(65).fault())
                .isEqualTo(FIELD_RANGE);
    }
}
