package network.ian.app.soak;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.app.endtoend.NodeProcess;

/** Clients of the event stream that come, read for a while and go, some without a word. */
final class StreamClients implements AutoCloseable {

    private static final int MOST = 6;
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int LONGEST_WAIT_SECONDS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Fleet fleet;
    private final Random random;
    private final Deque<Visit> open = new ArrayDeque<>();
    private final AtomicLong events = new AtomicLong();
    private int came;

    StreamClients(Fleet fleet, long seed) {
        this.fleet = fleet;
        this.random = new Random(seed);
    }

    void start(Paced paced) {
        paced.start("stream", EVERY, this::turn);
    }

    int came() {
        return came;
    }

    long events() {
        return events.get();
    }

    /** One client that came. */
    private interface Visit {
        void end() throws IOException;
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.poll().end();
        }
    }

    private void turn() throws Exception {
        NodeProcess node = fleet.any(random);
        int before = fleet.departures(node);
        try {
            open.add(random.nextBoolean() ? events(node) : socket(node));
            came++;
        } catch (IOException | ExecutionException | TimeoutException e) {
            fleet.excuse(node, before, e);
        }
        while (open.size() > MOST) {
            open.poll().end();
        }
    }

    /** Server-Sent Events. */
    private Visit events(NodeProcess node) throws IOException, InterruptedException {
        URI uri = URI.create(node.api().address() + "/api/v1/stream?channels=contributions,leaderboard");
        var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET " + uri + " answered " + answer.statusCode());
        }
        InputStream body = answer.body();
        Thread reader = new Thread(() -> read(body), "soak-events");
        reader.setDaemon(true);
        reader.start();
        return body::close;
    }

    private void read(InputStream body) {
        byte[] some = new byte[4096];
        try {
            while (body.read(some) >= 0) {
                events.incrementAndGet();
            }
        } catch (IOException gone) {
            // The node ended, or this client did.
        }
    }

    private Visit socket(NodeProcess node) throws InterruptedException, ExecutionException, TimeoutException {
        URI uri = URI.create(node.api().address().toString().replace("http:", "ws:") + "/api/v1/stream");
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        events.incrementAndGet();
                        return WebSocket.Listener.super.onText(from, text, last);
                    }
                })
                .get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"subscribe\",\"channels\":[\"contributions\",\"peers\",\"sync\",\"tau\"]}", true)
                .get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        boolean politely = random.nextBoolean();
        return () -> {
            if (politely) {
                var unused = socket.sendClose(WebSocket.NORMAL_CLOSURE, "enough");
            } else {
                socket.abort();
            }
        };
    }
}
