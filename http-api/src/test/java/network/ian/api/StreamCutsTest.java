package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import network.ian.core.event.GoalEvent;
import network.ian.core.event.Subscription;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that is cut off 100 times, at random octets, while contributions come in, and resumes each time with the last
 * cursor that it has seen: it gets every event exactly once, in order.
 */
class StreamCutsTest {

    private static final int CUTS = 100;
    private static final long SEED = 0xC075;

    @TempDir
    private Path data;

    private final Contributions contributions = new Contributions(SEED);
    private final List<String> seen = new ArrayList<>();
    private String cursor;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyEventOnceInOrder(boolean webSocket) throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED + (webSocket ? 1 : 0));
        AtomicBoolean stop = new AtomicBoolean();
        try (RunningApi api = RunningApi.start(data);
                Subscription told = api.node.events().subscribe(1 << 20)) {
            cursor = first(api);
            CompletableFuture<Integer> posting = CompletableFuture.supplyAsync(() -> post(api, stop));
            for (int cut = 0; cut < CUTS; cut++) {
                readAndCut(api, webSocket, random);
            }
            stop.set(true);
            posting.join();
            List<String> expected = expected(told);
            readUntil(api, webSocket, expected.size());
            assertThat(seen).isEqualTo(expected);
            assertThat(expected).hasSizeGreaterThan(CUTS);
            System.out.println((webSocket ? "WebSocket: " : "SSE: ") + CUTS + " cuts, " + seen.size() + " events");
        }
    }

    private String first(RunningApi api) throws IOException {
        try (StreamSocket socket = StreamSocket.events(api.port, "")) {
            return socket.event().get("cursor").asText();
        }
    }

    private void readAndCut(RunningApi api, boolean webSocket, Random random) throws IOException {
        int messages = random.nextInt(12);
        try (StreamSocket socket = open(api, webSocket)) {
            for (int i = 0; i < messages; i++) {
                take(next(socket, webSocket));
            }
            if (random.nextBoolean()) {
                // Part of the next message, which is lost.
                int most = random.nextInt(200);
                socket.skip(most);
            }
            if (random.nextBoolean()) {
                socket.cut();
            }
        }
    }

    private void readUntil(RunningApi api, boolean webSocket, int size) throws IOException {
        try (StreamSocket socket = open(api, webSocket)) {
            while (seen.size() < size) {
                take(next(socket, webSocket));
            }
        }
    }

    private StreamSocket open(RunningApi api, boolean webSocket) throws IOException {
        if (webSocket) {
            return StreamSocket.webSocket(api.server.streamPort(), "/subscribe")
                    .subscribe("\"contributions\",\"leaderboard\"", cursor);
        }
        return StreamSocket.events(api.port, "?channels=contributions,leaderboard", "Last-Event-ID", cursor);
    }

    private static JsonNode next(StreamSocket socket, boolean webSocket) throws IOException {
        return webSocket ? socket.message() : socket.event();
    }

    private void take(JsonNode message) {
        String type = message.get("type").asText();
        assertThat(type).isNotIn("gap", "error");
        cursor = message.get("cursor").asText();
        JsonNode told = message.path("data");
        switch (type) {
            case "contribution_added" -> seen.add(told.get("contribution_id").asText());
            case "leaderboard_update" -> seen.add(told.get("leaderboard_root").asText());
            case "log_reorg" -> seen.add("reorg to " + told.get("log_root").asText());
            default -> assertThat(type).isEqualTo("subscribed");
        }
    }

    private static List<String> expected(Subscription told) {
        List<GoalEvent> events = new ArrayList<>();
        told.drainTo(events);
        return events.stream().map(StreamCutsTest::text).toList();
    }

    private static String text(GoalEvent event) {
        if (event instanceof GoalEvent.ContributionAdded added) {
            return added.contributionId().hex();
        }
        if (event instanceof GoalEvent.LogReorg reorg) {
            return "reorg to " + reorg.logRoot().hex();
        }
        return ((GoalEvent.LeaderboardUpdate) event).leaderboardRoot().hex();
    }

    private int post(RunningApi api, AtomicBoolean stop) {
        int posted = 0;
        while (!stop.get()) {
            api.post("/api/v1/contribute", contributions.unsigned("c" + posted++ % 7));
        }
        return posted;
    }
}
