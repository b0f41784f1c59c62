package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import network.ian.app.Invocation;
import network.ian.app.client.ApiClient;
import network.ian.app.client.StubNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopCommandTest {

    private static final String GOAL = "DEMO_TRADING_AGENT";
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private StubNode node;

    @BeforeEach
    void start() throws IOException {
        node = new StubNode();
        ObjectNode look = Looks.busy();
        node.answer("/status", 200, look.path("node").toString());
        node.answer("/api/v1/peers", look.path("peers").toString());
        node.answer(
                "/api/v1/leaderboard/" + GOAL + "?limit=50",
                look.path("leaderboard").toString());
        node.answer("/api/v1/anchors/" + GOAL + "?limit=1", look.path("anchors").toString());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void jsonIsOneValueWithNullForWhatAnOlderNodeLacks() throws IOException {
        JsonNode json = top("--json").json();
        assertThat(json.path("goal_id").asText()).isEqualTo(GOAL);
        assertThat(json.path("address").asText()).isEqualTo(node.url());
        assertThat(json.path("time_ms").isIntegralNumber()).isTrue();
        assertThat(json.path("leaderboard")).isEqualTo(Looks.busy().path("leaderboard"));
        assertThat(json.path("node")).isEqualTo(Looks.busy().path("node"));
        assertThat(json.path("activity").isNull()).isTrue();
        assertThat(json.path("alerts").isNull()).isTrue();
    }

    @Test
    void onceIsAPictureOfPlainText() {
        Invocation once = top("--once");
        assertThat(once.exitCode()).as(once.err()).isZero();
        assertThat(once.out().lines())
                .anyMatch(line -> line.startsWith("node  " + node.url() + "  READY"))
                .anyMatch(line -> line.startsWith("   1 ") && line.contains("  ada  "))
                .anyMatch(line -> line.contains("漢字の使者"))
                .noneMatch(line -> line.startsWith("keys"))
                .noneMatch(line -> line.startsWith("TIME"));
        assertThat(once.out()).doesNotContain("\u001b").doesNotContain("alert");
    }

    @Test
    void whatCannotBeShownIsSaidAsByEveryCommand() {
        assertThat(top("--once", "--goal", "SECOND_GOAL").out())
                .contains("[2 SECOND_GOAL] DAMAGED")
                .contains("record 7 of segment 0 is not whole");
        Invocation unknown = top("--goal", "NO_SUCH");
        assertThat(unknown.exitCode()).isEqualTo(4);
        assertThat(unknown.err())
                .isEqualTo("ian: the node has no goal NO_SUCH; it has DEMO_TRADING_AGENT, SECOND_GOAL\n");
        assertThat(top("--goal", "../x").exitCode()).isEqualTo(2);
        assertThat(top("--interval", "0.1").err()).isEqualTo("ian: --interval: expected 0.2 to 3600 seconds\n");
        assertThat(top("--interval", "NaN").exitCode()).isEqualTo(2);
        node.answer("/status", 401, "{\"success\":false,\"data\":null,\"error\":\"a token is needed\"}");
        assertThat(top("--json").exitCode()).isEqualTo(4);
        node.close();
        Invocation gone = top();
        assertThat(gone.exitCode()).isEqualTo(3);
        assertThat(gone.err()).contains("does not answer");
    }

    @Test
    void aNodeThatGoesAwayIsWaitedForAndAnotherGoalIsLookedAtAtOnce() {
        ApiClient client = new ApiClient(URI.create(node.url()), Optional.empty());
        Inbox inbox = new Inbox();
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        Poller poller = new Poller(new NodeSource(client, clock), Duration.ofMillis(10), inbox, Optional.empty());
        poller.start();
        assertThat(inbox.next(LONG).orElseThrow()).isInstanceOf(Message.Looked.class);
        node.answer("/status", 503, "{\"success\":false,\"data\":null,\"error\":\"it is \\u001b starting\"}");
        Message.Failed failed = (Message.Failed) next(inbox, Message.Failed.class);
        assertThat(failed.why()).contains("503").contains("it is \\u{1b} starting");
        node.answer("/status", 200, Looks.busy().path("node").toString());
        poller.want("SECOND_GOAL");
        Message.Looked back = (Message.Looked) next(inbox, Message.Looked.class);
        assertThat(back.answers().goal()).contains("SECOND_GOAL");
    }

    private static Message next(Inbox inbox, Class<? extends Message> kind) {
        Message message = inbox.next(LONG).orElseThrow();
        while (!kind.isInstance(message)) {
            message = inbox.next(LONG).orElseThrow();
        }
        return message;
    }

    private Invocation top(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "top";
        all[1] = "--node";
        all[2] = node.url();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Invocation.run(home, Map.of("TERM", "xterm"), all);
    }
}
