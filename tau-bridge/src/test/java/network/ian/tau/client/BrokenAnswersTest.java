package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.ian.tau.golden.GoldenVectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that is malformed, endless or not text ends the call with an error that says so, and the next call gets its own answer. */
class BrokenAnswersTest {

    private final JsonNode golden = GoldenVectors.block().path("block");
    private LineBench line;

    @BeforeEach
    void start() throws IOException {
        line = new LineBench();
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("ERROR: Unknown command 'x'", "no JSON"),
                Arguments.of("", "no JSON object"),
                Arguments.of("[]", "no JSON object"),
                Arguments.of("{\"status\":\"ok\",", "no JSON"),
                Arguments.of(LineBench.WHOLE + LineBench.WHOLE, "behind its end"),
                Arguments.of(LineBench.WHOLE + "x", "no JSON"),
                Arguments.of("{\"status\":\"ok\",\"command\":\"getsequence\"}", "without data"),
                Arguments.of("{\"command\":\"getsequence\",\"data\":{\"sequence_number\":4}}", "status ''"),
                Arguments.of(
                        "{\"status\":\"ok\",\"status\":\"ok\",\"data\":{\"sequence_number\":4}}", "Duplicate field"),
                Arguments.of(
                        "{\"status\":\"ok\",\"command\":\"getbalance\",\"data\":{\"sequence_number\":4}}",
                        "'getbalance'"),
                Arguments.of("{\"status\":\"ok\",\"data\":[4]}", "data is no object"),
                Arguments.of("{\"status\":\"ok\",\"data\":{}}", "data.sequence_number: missing"),
                Arguments.of("{\"status\":\"ok\",\"data\":{\"sequence_number\":-1}}", "data.sequence_number: expected"),
                Arguments.of(
                        "{\"status\":\"ok\",\"data\":{\"sequence_number\":1.5}}", "data.sequence_number: expected"),
                Arguments.of(
                        "{\"status\":\"ok\",\"data\":{\"sequence_number\":99999999999999999999}}",
                        "data.sequence_number"),
                Arguments.of("{\"status\":\"error\",\"error\":{\"message\":\"m\"}}", "without a code"),
                Arguments.of("{\"status\":\"error\",\"error\":7}", "without a code"),
                Arguments.of("{\"status\":{\"a\":1},\"data\":{\"sequence_number\":4}}", "status ''"),
                Arguments.of("{\"status\":\"ok\",\"data\":{\"sequence_number\":" + "[".repeat(1_200), "no JSON"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void saysWhatIsWrong(String answer, String problem) throws Exception {
        line.server.line(answer);
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
        line.server.ok("getsequence", "{\"sequence_number\":99}");
        assertThat(line.node.sequence(line.sender)).isEqualTo(99);
    }

    @Test
    void oversizeAnswersAreNotReadToTheirEnd() throws Exception {
        line.server.line("{\"status\":\"ok\",\"x\":\"" + "y".repeat(70_000) + "\"}");
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 65536 bytes");
        line.assertNextIsRight();
    }

    @Test
    void anEndlessBlockIsNotReadToItsEnd() throws Exception {
        line.server.then((out, connection) -> {
            out.write("{\"status\":\"ok\",\"data\":[{\"x\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] more = "y".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(more);
            }
        });
        assertThatThrownBy(() -> line.node.blocks(block -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 4194304 bytes");
        line.assertNextIsRight();
    }

    @Test
    void whatIsNotUtf8IsNoAnswer() throws Exception {
        byte[] broken = (LineBench.WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8);
        broken[12] = (byte) 0xff;
        line.server.bytes(broken);
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("UTF-8");
        line.assertNextIsRight();
        line.server.hangUp();
        line.server.bytes((LineBench.WHOLE + "\r\n").getBytes(StandardCharsets.UTF_16BE));
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("control character U+0000");
        line.assertNextIsRight();
    }

    @Test
    void aNodesTextIsMadeFitForTerminals() {
        line.server.line(
                "{\"status\":\"error\",\"error\":{\"code\":\"A\\u001b[2J\\n\",\"message\":\"\\u202e\\u0007%s\"}}"
                        .formatted("z".repeat(5_000)));
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(TauException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("A?[2J?: ??zzz")
                        .hasSizeLessThan(300)
                        .matches("[ -~]*"));
    }

    @Test
    void garbageIsQuotedPrintably() {
        line.server.line("\u009b31mgarbage\u202e");
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getMessage()).matches("[ -~]*").hasSizeLessThan(400))
                .hasNoCause();
    }

    @Test
    void aSinkThatThrowsEndsTheStream() throws Exception {
        line.server.ok("getblocks", "[%s,%s]".formatted(golden, golden));
        List<TauBlock> blocks = new ArrayList<>();
        assertThatThrownBy(() -> line.node.blocks(block -> {
                    blocks.add(block);
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(blocks).hasSize(1);
        line.assertNextIsRight();
    }
}
