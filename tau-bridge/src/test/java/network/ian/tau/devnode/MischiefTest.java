package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.tau.client.TauException;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MischiefTest {

    private Bench bench;
    private RawClient client;
    private Mischief mischief;

    @BeforeEach
    void start() throws IOException {
        bench = new Bench();
        client = bench.client;
        mischief = bench.node.mischief();
    }

    @AfterEach
    void stop() throws IOException {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RATE_LIMITED",
                "MEMPOOL_FULL",
                "ADMISSION_TIMEOUT",
                "ADMISSION_UNAVAILABLE",
                "TIMEOUT",
                "INTERNAL_ERROR",
                "INVALID_SEQUENCE",
                "TX_EXPIRED",
                "FEE_LIMIT_TOO_LOW",
                "INSUFFICIENT_FUNDS",
                "TX_REJECTED"
            })
    void answersAnyCodeSoManyTimesAndDoesNothing(String code) throws IOException {
        mischief.failNext("sendtx", code, 2);
        assertThat(client.send(bench.anchor(0))).isEqualTo(code);
        assertThat(client.code("getbalance a")).isEqualTo("ok");
        assertThat(client.send(bench.anchor(0))).isEqualTo(code);
        assertThat(client.send(bench.anchor(0))).isEqualTo("ok");
        assertThat(new TauException(code, "").remedy()).isNotNull();
    }

    @Test
    void anErrorCanComeAfterTheCommandWasCarriedOut() throws IOException {
        mischief.failAfterNext("sendtx", "TIMEOUT", 1);
        assertThat(client.send(bench.anchor(0))).isEqualTo("TIMEOUT");
        assertThat(client.status(bench.anchor(0))).isEqualTo("queued");
        assertThat(client.send(bench.anchor(0))).isEqualTo("INVALID_SEQUENCE");
    }

    @Test
    void aBugInALieIsAnInternalErrorAndTheConnectionGoesOn() throws IOException {
        mischief.tell(truth -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(client.code("getblocks")).isEqualTo("INTERNAL_ERROR");
        mischief.tellTheTruth();
        assertThat(client.code("getblocks")).isEqualTo("ok");
    }

    @Test
    void aCutReplyIsOfACommandThatWasCarriedOut() throws IOException {
        TauTransaction anchor = bench.anchor(0);
        mischief.cutNextReplies(1, 0.5);
        client.write("sendtx " + anchor.json() + "\n");
        String half = client.line();
        assertThat(half).startsWith("{\"status\":\"ok\",").doesNotContain("}").hasSizeGreaterThan(60);
        try (RawClient again = new RawClient(bench.node)) {
            assertThat(again.status(anchor)).isEqualTo("queued");
            mischief.cutNextReplies(1, 0);
            again.write("getblocks\n");
            assertThat(again.line()).isEmpty();
        }
    }

    @Test
    void aShareOfRepliesIsCut() throws IOException {
        mischief.cutReplies(0.5);
        int whole = 0;
        for (int i = 0; i < 100; i++) {
            try (RawClient one = new RawClient(bench.node)) {
                one.write("getbalance a\n");
                whole += one.line().endsWith("\n") ? 1 : 0;
            }
        }
        assertThat(whole).isBetween(30, 70);
    }

    @Test
    void aShareOfConnectionsIsDropped() throws IOException {
        mischief.dropConnections(0.2);
        int served = 0;
        for (int i = 0; i < 100; i++) {
            try (RawClient one = new RawClient(bench.node)) {
                served += isServed(one) ? 1 : 0;
            }
        }
        assertThat(served).isBetween(60, 95);
        mischief.dropConnections(0);
        try (RawClient one = new RawClient(bench.node)) {
            assertThat(isServed(one)).isTrue();
        }
    }

    @Test
    void aStalledNodeTakesCommandsAndNeverAnswers() throws IOException {
        mischief.stall(true);
        TauTransaction anchor = bench.anchor(0);
        client.write("sendtx " + anchor.json() + "\n");
        client.finishWriting();
        assertThat(client.line()).as("nothing before the end").isEmpty();
        mischief.stall(false);
        try (RawClient other = new RawClient(bench.node)) {
            assertThat(other.status(anchor)).isEqualTo("unknown");
        }
    }

    @Test
    void aDelayedReplyIsOfACommandThatWasCarriedOutAndClosingDoesNotWaitForIt() throws IOException {
        mischief.delayReplies(Duration.ofMillis(1));
        assertThat(client.code("getbalance a")).isEqualTo("ok");
        mischief.delayReplies(Duration.ofDays(1));
        client.write("sendtx " + bench.anchor(0).json() + "\n");
        await().until(() -> bench.node.chain().waiting().size() == 1);
        bench.node.close();
        assertThat(endOf(client)).isTrue();
        assertThatThrownBy(() -> new RawClient(bench.node).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aNodeThatIsDownRefusesAndComesBackOnTheSamePort() throws IOException {
        int port = bench.node.port();
        bench.node.down();
        assertThat(endOf(client)).isTrue();
        assertThatThrownBy(() -> new RawClient(bench.node).close()).isInstanceOf(ConnectException.class);
        bench.node.up();
        assertThat(bench.node.port()).isEqualTo(port);
        try (RawClient again = new RawClient(bench.node)) {
            assertThat(isServed(again)).isTrue();
        }
    }

    @Test
    void moreConnectionsThanThreadsAreTurnedAway() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        int served = 0;
        try {
            for (int i = 0; i < Listener.MAX_CONNECTIONS + 6; i++) {
                clients.add(new RawClient(bench.node));
                served += isServed(clients.get(i)) ? 1 : 0;
            }
            assertThat(served).as("with the bench's own").isEqualTo(Listener.MAX_CONNECTIONS - 1);
        } finally {
            for (RawClient one : clients) {
                one.close();
            }
        }
    }

    private static boolean isServed(RawClient one) {
        try {
            one.write("hello version=1\n");
            return one.line().startsWith("ok");
        } catch (IOException reset) {
            return false;
        }
    }

    private static boolean endOf(RawClient one) {
        try {
            return one.line().isEmpty();
        } catch (IOException reset) {
            return true;
        }
    }
}
