package network.ian.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    private static final JsonLimits LIMITS = new JsonLimits(1024, 4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ \"b\" : 1 , \"a\" : [ true , null ] } | {\"a\":[true,null],\"b\":1}",
                "{\"\\u0041\":\"\\u000a\\u0001\\/\"} | {\"A\":\"\\n\\u0001/\"}",
                "{\"x\":-0} | {\"x\":0}",
                "{\"x\":9007199254740992} | {\"x\":9007199254740992}",
                "{} | {}"
            })
    void hasOneForm(String given, String canonical) {
        assertThat(new String(CanonicalJson.encode("doc", parse(given)), StandardCharsets.UTF_8))
                .isEqualTo(canonical);
    }

    @Test
    void sortsKeysByCodePointNotByUtf16Unit() {
        // U+FF21 is one unit above the surrogates that U+1F600 is made of, but a smaller code point.
        String given = "{\"\uD83D\uDE00\":1,\"\uFF21\":2}";
        assertThat(new String(CanonicalJson.encode("doc", parse(given)), StandardCharsets.UTF_8))
                .isEqualTo("{\"\uFF21\":2,\"\uD83D\uDE00\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{} {}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":1.0}",
                "{\"a\":9007199254740993}",
                "{\"a\":-9007199254740993}",
                "{\"a\":-9223372036854775808}",
                "{\"a\":123456789012345678901234567890123456789012345678901234567890}",
                "{\"a\":NaN}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":[[[[1]]]]}"
            })
    void refusesWhatHasNoCanonicalForm(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("doc");
    }

    @Test
    void namesTheFieldOfAFraction() {
        assertThatThrownBy(() -> parse("{\"a\":{\"b\":[1,0.5]}}"))
                .hasMessage("doc.a.b[1]: a number with a fraction or an exponent is not allowed here,"
                        + " write it as a string");
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
        assertThatThrownBy(() -> CanonicalJson.parseObject("doc", overlong, LIMITS))
                .hasMessage("doc: not valid UTF-8");
    }

    @Test
    void refusesTooLongBeforeParsing() {
        assertThatThrownBy(() -> CanonicalJson.parseObject("doc", new byte[1025], LIMITS))
                .hasMessage("doc: 1025 bytes, the limit is 1024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\":1,\"a\":2}", "{\"a\": 1}", "{\"a\":-0}", "{\"a\":\"\\u0041\"}", "{\"a\":1}\n"})
    void tellsBytesThatAreNotTheirOwnForm(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CanonicalJson.parseCanonical("doc", bytes, LIMITS))
                .hasMessage("doc: bytes are not in canonical form");
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode parse(String text) {
        return CanonicalJson.parseObject("doc", text.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"plain\":\"text\"}",
                "{\"\\u007f\":\"\\u007f \u00e9 \\\\ \\\" \\u0000\"}",
                "{\"a\":{\"b\":{\"c\":1}}}",
                "{\"\uD83D\uDE00\":[\"\uD83D\uDE00\"]}"
            })
    void writesWithinLimitsWhatItReads(String given) {
        byte[] canonical = CanonicalJson.encode("doc", parse(given), LIMITS);
        assertThat(CanonicalJson.parseCanonical("doc", canonical, LIMITS)).isEqualTo(parse(given));
    }

    @Test
    void writesNothingThatItWouldNotRead() {
        JsonLimits wide = new JsonLimits(10_000, 4);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        assertThatThrownBy(() -> CanonicalJson.encode("doc", parse("{\"a\":[[{}]]}"), new JsonLimits(1024, 3)))
                .hasMessageContaining("too deeply");
        assertThatThrownBy(() -> CanonicalJson.encode("doc", nodes.objectNode().put("a", "x".repeat(1024)), LIMITS))
                .hasMessageContaining("the limit is 1024");
        assertThat(CanonicalJson.encode("doc", nodes.objectNode().put("x".repeat(4_096), 1), wide))
                .hasSize(4_102);
        assertThatThrownBy(() -> CanonicalJson.encode("doc", nodes.objectNode().put("x".repeat(4_097), 1), wide))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void boundsTheNumberOfValuesWhateverTheirLength() {
        JsonLimits wide = new JsonLimits(10 << 20, 4);
        byte[] most = ("{\"a\":[" + "{},".repeat(32_000) + "0]}").getBytes(StandardCharsets.US_ASCII);
        assertThat(CanonicalJson.parseObject("doc", most, wide).get("a")).hasSize(32_001);
        byte[] more = ("{\"a\":[" + "{},".repeat(33_000) + "0]}").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> CanonicalJson.parseObject("doc", more, wide))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("more than 65536 values");
    }

    /** The parser below answers such a number with an exception that is none of its own. */
    @Test
    void anExponentOutOfAllBoundsIsRefused() {
        for (String number : new String[] {"1e100000000000000", "1e-100000000000000", "1E99999999999"}) {
            byte[] document = ("{\"a\":" + number + "}").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> CanonicalJson.parseObject("x", document, new JsonLimits(100, 2)))
                    .as(number)
                    .isInstanceOf(MalformedException.class);
        }
    }
}
