package network.ian.core.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedExceptionTest {

    private static final JsonLimits LIMITS = new JsonLimits(1024, 4);

    @ParameterizedTest
    @ValueSource(strings = {"{\"\\u001b[31mx\":1}", "{\"a\\u009b\\u202ex\":1}"})
    void anUnknownFieldsNameCannotSteerATerminal(String json) {
        ObjectNode object = parse(json);
        assertThatThrownBy(() -> new ObjectReader("", object).done())
                .isInstanceOf(MalformedException.class)
                .hasMessageMatching("[ -~]+: unknown field")
                .hasMessageContaining("\\u{");
    }

    @Test
    void aDoubleFieldsNameCannotEither() {
        assertThatThrownBy(() -> parse("{\"\\u001b[2J\":1,\"\\u001b[2J\":1}"))
                .isInstanceOf(MalformedException.class)
                .hasMessageMatching("[ -~]+")
                .hasMessageContaining("Duplicate");
    }

    private static ObjectNode parse(String json) {
        return CanonicalJson.parseObject("doc", json.getBytes(StandardCharsets.UTF_8), LIMITS);
    }
}
