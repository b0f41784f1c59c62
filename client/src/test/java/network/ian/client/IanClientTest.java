package network.ian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import network.ian.client.answer.Contributed;
import network.ian.client.contribution.Contributor;
import network.ian.client.contribution.Retry;
import network.ian.client.error.MalformedAnswerException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.error.NodeUnreachableException;
import network.ian.core.config.Secret;
import network.ian.core.contribution.ContributionRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IanClientTest {

    private static final String GOALS = "/api/v1/goals";
    private static final String GOAL = "{\"goal_id\":\"G\",\"name\":\"n\",\"description\":\"d\",\"topic\":\""
            + "ab".repeat(32) + "\",\"state\":\"SERVING\",\"log_size\":3,\"newer\":[{}]}";
    private static final String VERDICT = "{\"accepted\":true,\"reason\":null,\"rejection_type\":null,\"metrics\":null,"
            + "\"log_index\":4,\"score\":0.25,\"contribution_id\":\"" + "cd".repeat(32) + "\",\"pack_hash\":\""
            + "ef".repeat(32) + "\",\"sponsored\":true}";
    private static final ContributionRequest REQUEST = Contributor.unsigned("G", "ann", Contributor.pack("{}"));
    private static final Map<String, String> SOON = Map.of("Retry-After", "0");

    private FakeNode node;

    @BeforeEach
    void start() throws IOException {
        node = new FakeNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readsTypedAnswersPassesOverNewerFieldsAndShowsItsKey() {
        node.answer(GOALS, "{\"goals\":[" + GOAL + "],\"total\":1,\"more\":1}");
        IanClient client =
                IanClient.to(node.url() + "/").key(new Secret("the-key")).build();
        assertThat(client.goals()).singleElement().satisfies(goal -> {
            assertThat(goal.goalId()).isEqualTo("G");
            assertThat(goal.logSize()).isEqualTo(3);
        });
        assertThat(node.authorization()).contains("Bearer the-key");
        assertThat(client).asString().doesNotContain("the-key");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        Map<String, String> wrong = Map.of(
                "{\"total\":1}",
                "goals: missing",
                "{\"goals\":7}",
                "goals: expected a list",
                "{\"goals\":[" + GOAL.replace("\"log_size\":3", "\"log_size\":-3") + "]}",
                "goals[0].log_size: expected an integer of 0",
                "{\"goals\":[" + GOAL + "," + GOAL.replace("abab", "zz\\u001b") + "]}",
                "goals[1].topic: expected 64 hex",
                "[]",
                "list of goals: expected an object");
        wrong.forEach((data, said) -> {
            try (FakeNode other = new FakeNode().answer(GOALS, data)) {
                IanClient client = IanClient.to(other.url()).build();
                assertThatThrownBy(client::goals)
                        .isInstanceOf(MalformedAnswerException.class)
                        .hasMessageStartingWith("the node at " + other.url() + " gave no list of goals: " + said);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        node.answer(GOALS, 200, "<html>", Map.of());
        assertThatThrownBy(IanClient.to(node.url()).build()::goals).isInstanceOf(MalformedAnswerException.class);
    }

    @Test
    void aRefusalHasStatusAndSentenceAndCannotWriteToATerminal() {
        assertThatThrownBy(() -> IanClient.to(node.url()).build().status("G"))
                .isInstanceOfSatisfying(NodeRefusedException.class, e -> {
                    assertThat(e.status()).isEqualTo(404);
                    assertThat(e.sentence()).contains("no \u001b[2Jsuch thing");
                    assertThat(e.isBusy()).isFalse();
                })
                .hasMessage("the node at " + node.url() + " refused with status 404: no \\u{1b}[2Jsuch thing");
    }

    @Test
    void anAnswerThatIsTooLongTooLateOrBrokenOffIsNone() throws IOException {
        node.answer(GOALS, 200, "x".repeat(5_000), Map.of());
        assertThatThrownBy(IanClient.to(node.url()).longestAnswer(4_999).build()::goals)
                .isInstanceOf(NodeUnreachableException.class)
                .hasMessageContaining("its answer is longer than 4999 bytes");
        try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + door.getLocalPort();
            Duration brief = Duration.ofMillis(200);
            IanClient client = IanClient.to(url).answerTimeout(brief).build();
            assertThatThrownBy(client::goals)
                    .isInstanceOf(NodeUnreachableException.class)
                    .hasMessageContaining("timed out");
            Thread trickle = new Thread(() -> begin(door));
            trickle.start();
            assertThatThrownBy(client::goals)
                    .isInstanceOf(NodeUnreachableException.class)
                    .hasMessageContaining("its answer breaks off");
        }
        IanClient gone = IanClient.to("http://127.0.0.1:" + closedPort()).build();
        assertThatThrownBy(gone::goals)
                .isInstanceOf(NodeUnreachableException.class)
                .hasMessageEndingWith("does not answer: no connection");
    }

    @Test
    void aBusyNodeIsAskedAgainOnlyIfTheCallerWantsThatAndWithTheSameBytes() {
        String busy = "{\"success\":false,\"data\":null,\"error\":\"full\"}";
        node.answer("/api/v1/contribute", 503, busy, SOON)
                .answer("/api/v1/contribute", 429, busy, SOON)
                .answer("/api/v1/contribute", VERDICT);
        IanClient client = IanClient.to(node.url()).build();
        Contributed verdict = client.contribute(REQUEST, new Retry(3, Duration.ofSeconds(5)));
        assertThat(verdict.isHeld()).isTrue();
        assertThat(verdict.logIndex()).hasValue(4);
        assertThat(node.bodies()).hasSize(3).containsOnly(node.bodies().element());
        node.bodies().clear();
        try (FakeNode other = new FakeNode().answer("/api/v1/contribute", 503, busy, SOON)) {
            IanClient to = IanClient.to(other.url()).build();
            assertThatThrownBy(() -> to.contribute(REQUEST))
                    .isInstanceOfSatisfying(
                            NodeRefusedException.class,
                            e -> assertThat(e.retryAfter()).contains(Duration.ZERO));
            assertThat(other.bodies()).hasSize(1);
            assertThatThrownBy(() -> to.contribute(REQUEST, new Retry(9, Duration.ofMillis(250))))
                    .hasMessageEndingWith("refused with status 503: full");
            assertThat(other.bodies())
                    .as("100 ms apart, as nobody needs it faster")
                    .hasSize(1 + 3);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void retriesKeepToWhatTheNodeAsksForAndEnd() {
        Retry retry = new Retry(3, Duration.ofSeconds(10));
        assertThat(retry.pause(1, Duration.ZERO, Optional.of(Duration.ofSeconds(10))))
                .contains(Duration.ofSeconds(10));
        assertThat(retry.pause(1, Duration.ZERO, Optional.of(Duration.ofSeconds(11))))
                .isEmpty();
        assertThat(retry.pause(2, Duration.ofSeconds(10), Optional.empty())).isEmpty();
        assertThat(retry.pause(2, Duration.ZERO, Optional.empty())).contains(Duration.ofSeconds(1));
        assertThat(retry.pause(3, Duration.ZERO, Optional.empty())).isEmpty();
        assertThat(Retry.NONE.pause(1, Duration.ZERO, Optional.of(Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void brieflyIsLongEnoughForAnEvaluationThatRanOutOfTimeAndEnds() {
        Optional<Duration> asked = Optional.of(Duration.ofSeconds(15));
        Duration waited = Duration.ZERO;
        int sent = 1;
        Optional<Duration> next = Retry.BRIEFLY.pause(sent, waited, asked);
        while (next.isPresent()) {
            assertThat(next).isEqualTo(asked);
            waited = waited.plus(next.orElseThrow());
            sent++;
            next = Retry.BRIEFLY.pause(sent, waited, asked);
        }
        assertThat(sent).isEqualTo(5);
        assertThat(waited).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anUnwellNodeStillTellsItsHealth() {
        node.answer(
                "/health",
                503,
                "{\"status\":\"DOWN\",\"live\":false,\"ready\":false,\"checks\":[{\"name\":\"disk\",\"ok\":false,"
                        + "\"detail\":\"full\",\"needed\":\"LIVE\"}]}",
                Map.of());
        assertThat(IanClient.to(node.url()).build().health().checks())
                .singleElement()
                .satisfies(check -> assertThat(check.detail()).isEqualTo("full"));
    }

    @Test
    void whatIsNoAddressAndNoGoalIsRefusedBeforeAnythingIsSent() {
        for (String address : new String[] {"127.0.0.1:8000", "ftp://h", "http://h?q", "http://h#f", "http:///x", ""}) {
            assertThatThrownBy(() -> IanClient.to(address)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> IanClient.to(node.url()).build().status("../admin"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(node.bodies()).isEmpty();
        for (String key : new String[] {"a-token\n", "a token", "t\u00f6ken"}) {
            assertThatThrownBy(() -> IanClient.to("http://localhost").key(new Secret(key)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no key or token: expected visible ASCII characters only");
        }
    }

    private static void begin(ServerSocket door) {
        try (Socket first = door.accept();
                Socket second = door.accept()) {
            OutputStream out = second.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            second.getInputStream().transferTo(OutputStream.nullOutputStream());
            first.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client gave up.
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return gone.getLocalPort();
        }
    }
}
