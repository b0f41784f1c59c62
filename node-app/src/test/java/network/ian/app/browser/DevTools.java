package network.ian.app.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connection to a page of Chromium by the Chrome DevTools Protocol: commands, answers, events. Thread-safe. */
final class DevTools implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 40;

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    DevTools(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, new Receiver()).join();
    }

    /** Has events of this name handled, on the connection's own thread: without waiting for anything. */
    void on(String event, Consumer<JsonNode> listener) {
        listeners.put(event, listener);
    }

    /** Sends a command; waits for nothing. */
    CompletableFuture<JsonNode> send(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        return answer;
    }

    /** Sends a command and waits for what it gives. */
    JsonNode call(String method, Map<String, ?> parameters) {
        try {
            return send(method, parameters).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " " + parameters + ": " + e, e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.path("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IllegalStateException(message.path("error").toString()));
            } else {
                answer.complete(message.path("result"));
            }
        } else {
            listeners.getOrDefault(message.path("method").asText(), event -> {}).accept(message.path("params"));
        }
    }

    /** Puts the pieces of messages together. */
    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                String text = pieces.toString();
                pieces.setLength(0);
                received(text);
            }
            from.request(1);
            return null;
        }
    }
}
