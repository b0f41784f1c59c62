package network.ian.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** An API that says whatever a test wants. */
final class FakeNode implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Queue<Reply>> answers = new ConcurrentHashMap<>();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private volatile Optional<String> authorization = Optional.empty();
    private volatile Function<String, Optional<Reply>> otherwise = path -> Optional.empty();

    record Reply(int status, String body, Map<String, String> headers) {}

    static {
        // Its answers are two writes each, which would otherwise wait 40 ms for each other.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    FakeNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers {@code path}, query included, with this data in an envelope. */
    FakeNode answer(String path, String data) {
        return answer(path, 200, enveloped(data), Map.of());
    }

    /** Answers {@code path} with exactly this; of several, with the last again and again. */
    FakeNode answer(String path, int status, String body, Map<String, String> headers) {
        answers.computeIfAbsent(path, key -> new ArrayDeque<>()).add(new Reply(status, body, headers));
        return this;
    }

    /** Answers the paths that have no answer of their own. */
    FakeNode otherwise(Function<String, Optional<Reply>> answer) {
        otherwise = answer;
        return this;
    }

    static Reply ok(String data) {
        return new Reply(200, enveloped(data), Map.of());
    }

    static Reply refused(int status, String error) {
        return new Reply(status, "{\"success\":false,\"data\":null,\"error\":\"" + error + "\"}", Map.of());
    }

    private static String enveloped(String data) {
        return "{\"success\":true,\"data\":" + data + ",\"error\":null,\"timestamp\":1}";
    }

    Queue<String> bodies() {
        return bodies;
    }

    Optional<String> authorization() {
        return authorization;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Reply reply = reply(path);
        byte[] octets = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    private Reply reply(String path) {
        Queue<Reply> own = answers.getOrDefault(path, new ArrayDeque<>());
        if (own.isEmpty()) {
            return otherwise.apply(path).orElse(refused(404, "no \\u001b[2Jsuch thing"));
        }
        return own.size() > 1 ? own.remove() : own.element();
    }
}
