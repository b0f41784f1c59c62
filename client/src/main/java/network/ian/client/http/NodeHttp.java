package network.ian.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.ian.core.codec.Bytes;
import network.ian.core.config.Secret;

/** One node's API over HTTP/1.1, without a word about what answers mean. Follows no redirects, so no key goes elsewhere. Thread-safe. */
public final class NodeHttp {

    private final HttpClient http;
    private final URI node;
    private final Optional<Secret> key;

    /** @param node address without a path's closing slash */
    public NodeHttp(HttpClient http, URI node, Optional<Secret> key) {
        this.http = http;
        this.node = node;
        this.key = key;
    }

    public URI node() {
        return node;
    }

    /**
     * Asks for a path.
     *
     * @param bounds of the answer
     * @throws IOException if there is no answer, or not one within the bounds
     */
    public RawAnswer get(String path, Bounds bounds) throws IOException {
        return send(request(path).header("Accept", "application/json").GET(), bounds);
    }

    /** Posts a JSON document; otherwise as {@link #get}. */
    public RawAnswer post(String path, byte[] json, Bounds bounds) throws IOException {
        return send(
                request(path)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json)),
                bounds);
    }

    /** Sends any method without a body, and takes JSON or else text; otherwise as {@link #get}. */
    public RawAnswer send(String method, String path, Bounds bounds) throws IOException {
        return send(
                request(path)
                        .header("Accept", "application/json, text/plain;q=0.5")
                        .method(method, HttpRequest.BodyPublishers.noBody()),
                bounds);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        return request;
    }

    private RawAnswer send(HttpRequest.Builder request, Bounds bounds) throws IOException {
        CompletableFuture<HttpResponse<Bytes>> answer =
                http.sendAsync(request.timeout(bounds.patience()).build(), head -> new BoundedBody(bounds.mostBytes()));
        try {
            // The request's own time-out ends with the head of the answer.
            HttpResponse<Bytes> response =
                    answer.get(bounds.patience().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
            return new RawAnswer(response.statusCode(), response.body(), RetryAfter.read(response.headers()));
        } catch (TimeoutException e) {
            throw new IOException(
                    "its answer breaks off: no end within " + bounds.patience().toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the request was cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            answer.cancel(true);
        }
    }

    /**
     * What an answer may take.
     *
     * @param patience longest wait for the answer to begin, and again for the rest of it
     * @param mostBytes of its body
     */
    public record Bounds(Duration patience, int mostBytes) {}
}
