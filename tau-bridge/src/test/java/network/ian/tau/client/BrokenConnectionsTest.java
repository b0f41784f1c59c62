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
import network.ian.tau.golden.GoldenVectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that is cut, silent, slow or out of step ends the call in time, and the next call gets its own answer. */
class BrokenConnectionsTest {

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

    @Test
    void aLineCutInItsMiddle() throws Exception {
        for (int length : new int[] {0, 1, 20, LineBench.WHOLE.length() - 1, LineBench.WHOLE.length()}) {
            line.server.cutOff(LineBench.WHOLE.substring(0, length));
            assertThatThrownBy(() -> line.node.sequence(line.sender))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed the connection");
            line.assertNextIsRight();
            line.server.hangUp();
        }
    }

    @Test
    void blocksCutInTheirMiddleWereHandedOverAsFarAsTheyCame() throws Exception {
        String text =
                "{\"status\":\"ok\",\"command\":\"getblocks\",\"data\":{\"blocks\":[%s,%s,".formatted(golden, golden);
        line.server.cutOff(text + golden.toString().substring(0, 3_000));
        List<TauBlock> blocks = new ArrayList<>();
        assertThatThrownBy(() -> line.node.blocks(blocks::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed the connection");
        assertThat(blocks).hasSize(2);
        line.assertNextIsRight();
    }

    @Test
    void silenceIsATimeOut() {
        line.server.silence();
        try (LineTauNode hasty = line.connect(Duration.ofMillis(60))) {
            assertThatThrownBy(() -> hasty.sequence(line.sender))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no whole answer of the Tau node within 60 ms");
        }
    }

    @Test
    void aTimeOutThenALateAnswer() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        line.server.then((out, connection) -> {
            out.write(' ');
            line.clock.advance(Duration.ofSeconds(20));
            out.write(' ');
            timedOut.await();
            try {
                out.write((LineBench.WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
            } finally {
                answered.countDown();
            }
        });
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no whole answer of the Tau node within 20000 ms");
        timedOut.countDown();
        answered.await();
        line.assertNextIsRight();
    }

    @Test
    void aSecondAnswerToOneCommandIsNotTheNextOnes() throws Exception {
        line.server.bytes((LineBench.WHOLE + "\r\n" + LineBench.WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(line.node.sequence(line.sender)).isEqualTo(4);
        line.assertNextIsRight();
    }

    @Test
    void anAnswerThatNobodyAskedForIsNotTheNextOnes() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        line.server.then((out, connection) -> {
            out.write((LineBench.WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
            asked.await();
            out.write((LineBench.WHOLE + "\r\n").getBytes(StandardCharsets.UTF_8));
            written.countDown();
        });
        assertThat(line.node.sequence(line.sender)).isEqualTo(4);
        asked.countDown();
        written.await();
        line.assertNextIsRight();
    }

    @Test
    void aNodeThatRestartedIsConnectedToAnew() throws Exception {
        line.server.line(LineBench.WHOLE);
        assertThat(line.node.sequence(line.sender)).isEqualTo(4);
        line.server.hangUp();
        line.assertNextIsRight();
    }

    @Test
    void tricklingBytesDoNotHoldTheCallForEver() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        line.server.then((out, connection) -> {
            for (int i = 0; over.getCount() > 0; i++) {
                out.write(i == 0 ? '{' : ' ');
                out.flush();
                line.clock.advance(Duration.ofSeconds(1));
            }
        });
        assertThatThrownBy(() -> line.node.sequence(line.sender))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no whole answer");
        over.countDown();
        line.assertNextIsRight();
    }

    @Test
    void slowBlocksGetTheirTimeEach() throws Exception {
        line.server.then((out, connection) -> {
            out.write("{\"status\":\"ok\",\"data\":[".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                out.write(((i > 0 ? "," : "") + golden).getBytes(StandardCharsets.UTF_8));
            }
            out.write("]}\r\n".getBytes(StandardCharsets.UTF_8));
        });
        List<TauBlock> blocks = new ArrayList<>();
        line.node.blocks(block -> {
            blocks.add(block);
            line.clock.advance(Duration.ofSeconds(19));
        });
        assertThat(blocks).hasSize(4);
    }

    @Test
    void aCallUnderWayCanBeCut() throws Exception {
        line.server.then((out, connection) -> line.node.cut());
        assertThatThrownBy(() -> line.node.sequence(line.sender)).isInstanceOf(IOException.class);
        line.assertNextIsRight();
    }
}
