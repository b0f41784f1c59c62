package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.golden.GoldenVectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which an answer can be none: the call ends with an error that says so, and the next one is not touched by it. */
class BrokenAnswersTest {

    private static final String WHOLE =
            "{\"status\":\"ok\",\"command\":\"getsequence\",\"data\":{\"sequence_number\":4}}";

    private final ManualClock clock = new ManualClock();
    private final BlsPublicKey sender =
            GoldenVectors.publicKey(GoldenVectors.transactions().findFirst().orElseThrow());
    private final JsonNode golden = GoldenVectors.block().path("block");
    private ScriptedTau server;
    private LineTauNode node;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedTau();
        node = node(Duration.ofSeconds(20));
    }

    private LineTauNode node(Duration readTimeout) {
        return new LineTauNode(server, readTimeout, clock, clock::advance);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        server.close();
    }

    /** The broken call left nothing behind: the next one gets its own answer, on a connection of its own. */
    private void assertNextIsRight(LineTauNode asked) throws Exception {
        int before = server.accepted();
        server.ok("getsequence", "{\"sequence_number\":99}");
        assertThat(asked.sequence(sender)).isEqualTo(99);
        assertThat(server.accepted()).isEqualTo(before + 1);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("ERROR: Unknown command 'x'", "no JSON"),
                Arguments.of("", "no JSON object"),
                Arguments.of("[]", "no JSON object"),
                Arguments.of("{\"status\":\"ok\",", "no JSON"),
                Arguments.of(WHOLE + WHOLE, "behind its end"),
                Arguments.of(WHOLE + "x", "no JSON"),
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
    void saysWhatIsWrong(String line, String problem) throws Exception {
        server.line(line);
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
        server.ok("getsequence", "{\"sequence_number\":99}");
        assertThat(node.sequence(sender)).isEqualTo(99);
    }

    @Test
    void aLineCutInItsMiddle() throws Exception {
        for (int length : new int[] {0, 1, 20, WHOLE.length() - 1, WHOLE.length()}) {
            server.cutOff(WHOLE.substring(0, length));
            assertThatThrownBy(() -> node.sequence(sender))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed the connection");
            assertNextIsRight(node);
            server.hangUp();
        }
    }

    @Test
    void blocksCutInTheirMiddleWereHandedOverAsFarAsTheyCame() throws Exception {
        String text =
                "{\"status\":\"ok\",\"command\":\"getblocks\",\"data\":{\"blocks\":[%s,%s,".formatted(golden, golden);
        server.cutOff(text + golden.toString().substring(0, 3_000));
        List<TauBlock> blocks = new ArrayList<>();
        assertThatThrownBy(() -> node.blocks(blocks::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed the connection");
        assertThat(blocks).hasSize(2);
        assertNextIsRight(node);
    }

    @Test
    void silenceIsATimeOut() {
        server.silence();
        try (LineTauNode hasty = node(Duration.ofMillis(60))) {
            assertThatThrownBy(() -> hasty.sequence(sender))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no whole answer of the Tau node within 60 ms");
        }
    }

    @Test
    void aTimeOutThenALateAnswer() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        server.then((out, connection) -> {
            out.write(' ');
            clock.advance(Duration.ofSeconds(20));
            out.write(' ');
            await(timedOut);
            try {
                out.write((WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
            } finally {
                answered.countDown();
            }
        });
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no whole answer of the Tau node within 20000 ms");
        timedOut.countDown();
        answered.await();
        assertNextIsRight(node);
    }

    @Test
    void aSecondAnswerToOneCommandIsNotTheNextOnes() throws Exception {
        server.bytes((WHOLE + "\r\n" + WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(node.sequence(sender)).isEqualTo(4);
        assertNextIsRight(node);
    }

    @Test
    void anAnswerThatNobodyAskedForIsNotTheNextOnes() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        server.then((out, connection) -> {
            out.write((WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
            await(asked);
            out.write((WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
            written.countDown();
        });
        assertThat(node.sequence(sender)).isEqualTo(4);
        asked.countDown();
        written.await();
        assertNextIsRight(node);
    }

    @Test
    void aNodeThatRestartedIsConnectedToAnew() throws Exception {
        server.line(WHOLE);
        assertThat(node.sequence(sender)).isEqualTo(4);
        server.hangUp();
        assertNextIsRight(node);
    }

    @Test
    void tricklingBytesDoNotHoldTheCallForEver() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.then((out, connection) -> {
            for (int i = 0; over.getCount() > 0; i++) {
                out.write(i == 0 ? '{' : ' ');
                out.flush();
                clock.advance(Duration.ofSeconds(1));
            }
        });
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no whole answer");
        over.countDown();
        assertNextIsRight(node);
    }

    @Test
    void slowBlocksGetTheirTimeEach() throws Exception {
        server.then((out, connection) -> {
            out.write("{\"status\":\"ok\",\"data\":[".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                out.write(((i > 0 ? "," : "") + golden).getBytes(StandardCharsets.UTF_8));
            }
            out.write("]}\r\n".getBytes(StandardCharsets.UTF_8));
        });
        List<TauBlock> blocks = new ArrayList<>();
        node.blocks(block -> {
            blocks.add(block);
            clock.advance(Duration.ofSeconds(19));
        });
        assertThat(blocks).hasSize(4);
    }

    @Test
    void oversizeAnswersAreNotReadToTheirEnd() throws Exception {
        server.line("{\"status\":\"ok\",\"x\":\"" + "y".repeat(70_000) + "\"}");
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 65536 bytes");
        assertNextIsRight(node);
    }

    @Test
    void anEndlessBlockIsNotReadToItsEnd() throws Exception {
        server.then((out, connection) -> {
            out.write("{\"status\":\"ok\",\"data\":[{\"x\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] more = "y".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(more);
            }
        });
        assertThatThrownBy(() -> node.blocks(block -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 4194304 bytes");
        assertNextIsRight(node);
    }

    @Test
    void whatIsNotUtf8IsNoAnswer() throws Exception {
        byte[] broken = (WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8);
        broken[12] = (byte) 0xff;
        server.bytes(broken);
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("UTF-8");
        assertNextIsRight(node);
        server.hangUp();
        server.bytes((WHOLE + "\r\n").getBytes(StandardCharsets.UTF_16BE));
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("control character U+0000");
        assertNextIsRight(node);
    }

    @Test
    void aNodesTextIsMadeFitForTerminals() {
        server.line("{\"status\":\"error\",\"error\":{\"code\":\"A\\u001b[2J\\n\",\"message\":\"\\u202e\\u0007%s\"}}"
                .formatted("z".repeat(5_000)));
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(TauException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("A?[2J?: ??zzz")
                        .hasSizeLessThan(300)
                        .matches("[ -~]*"));
    }

    @Test
    void garbageIsQuotedPrintably() {
        server.line("\u009b31mgarbage\u202e");
        assertThatThrownBy(() -> node.sequence(sender))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getMessage()).matches("[ -~]*").hasSizeLessThan(400))
                .hasNoCause();
    }

    @Test
    void aSinkThatThrowsEndsTheStream() throws Exception {
        server.ok("getblocks", "[%s,%s]".formatted(golden, golden));
        List<TauBlock> blocks = new ArrayList<>();
        assertThatThrownBy(() -> node.blocks(block -> {
                    blocks.add(block);
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(blocks).hasSize(1);
        assertNextIsRight(node);
    }

    @Test
    void aCallUnderWayCanBeCut() throws Exception {
        server.then((out, connection) -> node.cut());
        assertThatThrownBy(() -> node.sequence(sender)).isInstanceOf(IOException.class);
        assertNextIsRight(node);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
