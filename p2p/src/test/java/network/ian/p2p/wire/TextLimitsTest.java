package network.ian.p2p.wire;

import static network.ian.p2p.wire.WireFault.FIELD_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the decoder makes of text on both sides of its lengths, and of text that is not UTF-8 or would mislead a
 * reader. Where nothing is wrong, the fault is null.
 */
class TextLimitsTest {

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
        assertThat(new RawFrame(MessageType.PEERS)
                        .u8(1)
                        .address(host, port, timestampMs)
                        .fault())
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0, FIELD_RANGE", "1,", "253,", "254, FIELD_RANGE"})
    void hostNames(int length, WireFault fault) {
        RawFrame frame = new RawFrame(MessageType.PEERS).u8(1).address("h".repeat(length), 1, 0);
        assertThat(frame.zeros(length == 0 ? 1 : 0).fault()).isEqualTo(fault);
    }
}
