package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.event.GoalEvent;
import network.ian.core.runtime.ManualClock;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients and one that never reads, while far more happens than can be sent: what the node holds has bounds. */
class StreamCrowdTest {

    private static final int CLIENTS = 200;
    private static final int READING = 8;
    private static final int HISTORY = 1_024;
    private static final int ALL = 25_000;

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock();

    @Test
    void whoNeverReadsCostsOneWriteAndIsCutWhileTheOthersGoOn() throws Exception {
        Map<String, String> small = Map.of("IAN_API_STREAM_HISTORY", String.valueOf(HISTORY));
        ExecutorService readers = Executors.newFixedThreadPool(READING);
        List<StreamSocket> idle = new ArrayList<>();
        try (RunningApi api = RunningApi.start(data, small, clock)) {
            for (int i = 0; i < CLIENTS - READING; i++) {
                idle.add(StreamSocket.webSocket(api.server.streamPort(), "/subscribe"));
            }
            StreamSocket never = StreamSocket.events(api.port, "?channels=contributions");
            List<CompletableFuture<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < READING; i++) {
                StreamSocket socket = StreamSocket.webSocket(api.server.streamPort(), "/subscribe");
                socket.subscribe("\"contributions\"", null).message();
                counts.add(CompletableFuture.supplyAsync(() -> accounted(socket, ALL), readers));
            }
            int told = 0;
            for (int burst = 0; burst < 40; burst++) {
                told = publish(api, told, HISTORY / 2);
                assertThat(metric(api, "ian_stream_kept_events")).isLessThanOrEqualTo(HISTORY);
            }
            assertThat(publish(api, told, ALL - told)).isEqualTo(ALL);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                clock.advance(Duration.ofMillis(100));
                return counts.stream().allMatch(CompletableFuture::isDone);
            });
            assertThat(counts).allSatisfy(count -> assertThat(count.join()).isEqualTo(ALL));
            clock.advance(Duration.ofSeconds(11));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> metric(api, "ian_stream_dropped_clients_total{reason=\"slow\",}") == 1);
            assertThat(metric(api, "ian_stream_clients{transport=\"sse\",}")).isZero();
            assertThat(metric(api, "ian_stream_clients{transport=\"websocket\",}"))
                    .isEqualTo(CLIENTS - READING);
            assertThat(metric(api, "ian_stream_gaps_total{reason=\"overrun\",}"))
                    .isPositive();
            never.cut();
        } finally {
            readers.shutdownNow();
            for (StreamSocket socket : idle) {
                socket.close();
            }
        }
    }

    /** Events got and events said to be missed, until the one of that number has come. */
    private static int accounted(StreamSocket socket, int last) {
        int sum = 0;
        try (socket) {
            while (sum < last) {
                var message = socket.message();
                boolean gap = message.get("type").asText().equals("gap");
                sum += gap ? message.at("/data/missed").asInt() : 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private static GoalEvent added(int n) {
        Hash hash = Sha256.of(new byte[] {(byte) n, (byte) (n >> 8)});
        Metrics metrics = new Metrics(0.1, 0.2, n, 0.4, 0.5, 1, 1_000);
        return new GoalEvent.ContributionAdded(RunningApi.GOAL, hash, hash.hex(), hash, n, n, metrics);
    }

    /** Publishes events and waits until the hub has them; returns how many there are now. */
    private int publish(RunningApi api, int told, int count) {
        int now = told + count;
        for (int n = told; n < now; n++) {
            api.node.events().publish(added(n));
        }
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    clock.advance(Duration.ofMillis(100));
                    return metric(api, "ian_stream_events_total{type=\"contribution_added\",}") == now;
                });
        return now;
    }

    private static int metric(RunningApi api, String series) {
        return api.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
