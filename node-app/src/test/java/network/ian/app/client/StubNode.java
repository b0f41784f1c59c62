package network.ian.app.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An API that says whatever a test wants, lies and hostile text included. */
public final class StubNode implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private volatile Optional<String> authorization = Optional.empty();

    private record Answer(int status, String body) {}

    public StubNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers {@code path}, query included, with this data in an envelope. */
    public StubNode answer(String path, String data) {
        return answer(path, 200, "{\"success\":true,\"data\":" + data + ",\"error\":null,\"timestamp\":1}");
    }

    /** Answers {@code path} with exactly this. */
    public StubNode answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
        return this;
    }

    /** What was last posted to {@code path}. */
    public String posted(String path) {
        return bodies.get(path);
    }

    /** The last request's credentials. */
    public Optional<String> authorization() {
        return authorization;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        bodies.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer answer = answers.getOrDefault(
                path, new Answer(404, "{\"success\":false,\"data\":null,\"error\":\"no \\u001b[2Jsuch thing\"}"));
        byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }
}
