package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import network.ian.core.event.GoalEvent;
import network.ian.core.event.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void everyEventOnceInOrderOverBothTransports() throws Exception {
        System.out.println("seed " + SEED);
        AtomicBoolean stop = new AtomicBoolean();
        try (RunningApi api = RunningApi.start(data);
                Subscription told = api.node.events().subscribe(1 << 20)) {
            List<Resuming> clients = List.of(new Resuming(api, true), new Resuming(api, false));
            CompletableFuture<Integer> posting = CompletableFuture.supplyAsync(() -> post(api, stop));
            List<CompletableFuture<Void>> cut = clients.stream()
                    .map(client -> CompletableFuture.runAsync(client::readWithCuts))
                    .toList();
            cut.forEach(CompletableFuture::join);
            stop.set(true);
            posting.join();
            List<String> expected = expected(told);
            assertThat(expected).hasSizeGreaterThan(CUTS);
            for (Resuming client : clients) {
                client.readUntil(expected.size());
                assertThat(client.seen).isEqualTo(expected);
            }
            System.out.println(CUTS + " cuts each, " + expected.size() + " events");
        }
    }

    /** A client that keeps its cursor and nothing else. */
    private static final class Resuming {
        private final List<String> seen = new ArrayList<>();
        private final RunningApi api;
        private final boolean webSocket;
        private final Random random;
        private String cursor;

        private Resuming(RunningApi api, boolean webSocket) throws IOException {
            this.api = api;
            this.webSocket = webSocket;
            this.random = new Random(SEED + (webSocket ? 1 : 0));
            try (StreamSocket socket = StreamSocket.events(api.port, "")) {
                cursor = socket.event().get("cursor").asText();
            }
        }

        private void readWithCuts() {
            try {
                for (int cut = 0; cut < CUTS; cut++) {
                    readAndCut();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void readAndCut() throws IOException {
            int messages = random.nextInt(8);
            try (StreamSocket socket = open()) {
                for (int i = 0; i < messages; i++) {
                    take(next(socket));
                }
                if (random.nextBoolean()) {
                    // Part of the next message, which is lost.
                    socket.skip(random.nextInt(200));
                }
                if (random.nextBoolean()) {
                    socket.cut();
                }
            }
        }

        private void readUntil(int size) throws IOException {
            try (StreamSocket socket = open()) {
                while (seen.size() < size) {
                    take(next(socket));
                }
            }
        }

        private StreamSocket open() throws IOException {
            if (webSocket) {
                return StreamSocket.webSocket(api.server.streamPort(), "/subscribe")
                        .subscribe("\"contributions\",\"leaderboard\"", cursor);
            }
            return StreamSocket.events(api.port, "?channels=contributions,leaderboard", "Last-Event-ID", cursor);
        }

        private JsonNode next(StreamSocket socket) throws IOException {
            return webSocket ? socket.message() : socket.event();
        }

        private void take(JsonNode message) {
            String type = message.get("type").asText();
            assertThat(type).isNotIn("gap", "error");
            cursor = message.get("cursor").asText();
            JsonNode told = message.path("data");
            switch (type) {
                case "contribution_added" ->
                    seen.add(told.get("contribution_id").asText());
                case "leaderboard_update" ->
                    seen.add(told.get("leaderboard_root").asText());
                case "log_reorg" -> seen.add("reorg to " + told.get("log_root").asText());
                default -> assertThat(type).isEqualTo("subscribed");
            }
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
