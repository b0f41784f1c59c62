package network.ian.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of one node, over a real socket. Thread-safe. */
public final class Api {

    public static final String GOAL = "DEMO_TRADING_AGENT";

    private static final Duration TIMEOUT = Duration.ofSeconds(Integer.getInteger("ian.test.patience-s", 40));
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT.dividedBy(8))
            .build();

    private final URI address;

    public Api(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /**
     * Asks.
     *
     * @throws UncheckedIOException if the node does not answer
     */
    public Reply get(String path) {
        return send(request(path).GET().build());
    }

    /**
     * Submits a contribution.
     *
     * @throws UncheckedIOException if the node does not answer
     */
    public Reply contribute(byte[] json) {
        return send(request("/api/v1/contribute")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build());
    }

    public Reply status() {
        return get("/api/v1/status/" + GOAL);
    }

    public Reply readiness() {
        return get("/health/ready");
    }

    public Reply log(int from, int limit) {
        return get("/api/v1/log/" + GOAL + "?from=" + from + "&limit=" + limit);
    }

    public Reply contribution(String id) {
        return get("/api/v1/contribution/" + GOAL + "/" + id);
    }

    public Reply proof(int index) {
        return get("/api/v1/proof/" + GOAL + "/" + index);
    }

    public Reply proofById(String id) {
        return get("/api/v1/proof/" + GOAL + "/by-id/" + id);
    }

    public Reply consistency(int from, int to) {
        return get("/api/v1/consistency/" + GOAL + "?from=" + from + "&to=" + to);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
    }

    private static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(request.method() + " " + request.uri(), response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
