package network.ian.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.core.codec.Bytes;
import network.ian.core.config.Secret;

/** Talks to one node's HTTP API. Thread-safe. Text that the node chose is escaped in every failure. */
public final class ApiClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 64 << 20;
    private static final int LONGEST_ERROR = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI node;
    private final Optional<Secret> key;
    private final HttpClient http;

    /** @param node address without a path's closing slash, e.g. {@code http://127.0.0.1:8000} */
    public ApiClient(URI node, Optional<Secret> key) {
        this(node, key, Optional.empty());
    }

    /** @param tls for https; empty: what Java trusts */
    ApiClient(URI node, Optional<Secret> key, Optional<SSLContext> tls) {
        this.node = node;
        this.key = key;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        this.http = tls.map(builder::sslContext).orElse(builder).build();
    }

    public URI node() {
        return node;
    }

    /**
     * The data at a path.
     *
     * @throws CommandFailure if the node does not answer, or not with 200
     */
    public JsonNode get(String path) {
        return require(ask(path));
    }

    /**
     * The answer of a path, whatever its status.
     *
     * @throws CommandFailure if the node does not answer
     */
    public ApiAnswer ask(String path) {
        return send(request(path).header("Accept", "application/json").GET().build());
    }

    /**
     * The answer to a JSON document, whatever its status.
     *
     * @throws CommandFailure if the node does not answer
     */
    public ApiAnswer post(String path, byte[] json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build());
    }

    /**
     * What a path answers, as it stands; unlike the others it takes no notice of what it means.
     *
     * @param method {@code GET} or {@code POST}, without a body
     * @param patience longest wait for the answer to begin, and again for the rest of it
     * @param mostBytes of an answer
     * @throws IOException if there is no answer, or a longer one
     */
    public RawAnswer raw(String method, String path, Duration patience, int mostBytes) throws IOException {
        HttpRequest request = request(path)
                .timeout(patience)
                .header("Accept", "application/json, text/plain;q=0.5")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new RawAnswer(response.statusCode(), within(patience, body, mostBytes));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(path);
        }
    }

    /** The request's own timeout ends with the head of the answer; closing the body ends what still waits for it. */
    private static Bytes within(Duration patience, InputStream body, int most)
            throws IOException, InterruptedException {
        CompletableFuture<Bytes> whole = CompletableFuture.supplyAsync(() -> {
            try {
                return bounded(body, most);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            return whole.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("its answer breaks off: no end within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause().getCause() == null
                            ? e.getCause()
                            : e.getCause().getCause());
        }
    }

    /** An answer's status and bytes. */
    public record RawAnswer(int status, Bytes body) {}

    /**
     * The answer's data.
     *
     * @throws CommandFailure unless the status is 200
     */
    public JsonNode require(ApiAnswer answer) {
        if (answer.ok()) {
            return answer.data();
        }
        String said = answer.error()
                .map(error -> ": " + TerminalText.escape(error, LONGEST_ERROR))
                .orElse("");
        throw new CommandFailure(
                ExitCode.REFUSED, "the node at " + node + " refused with status " + answer.status() + said);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node + path)).timeout(TIMEOUT);
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        return request;
    }

    private ApiAnswer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return ApiAnswer.of(
                        response.statusCode(),
                        parse(bounded(body, LONGEST_ANSWER).view()));
            }
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private static Bytes bounded(InputStream body, int most) throws IOException {
        byte[] octets = body.readNBytes(most + 1);
        if (octets.length > most) {
            throw new IOException("its answer is longer than " + most + " bytes");
        }
        return Bytes.wrap(octets);
    }

    private static JsonNode parse(byte[] octets) throws IOException {
        try {
            JsonNode document = JSON.readTree(octets);
            return document == null ? MissingNode.getInstance() : document;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private CommandFailure unreachable(Exception cause) {
        String why = Optional.ofNullable(cause instanceof ConnectException ? "no connection" : cause.getMessage())
                .map(text -> TerminalText.escape(text, LONGEST_ERROR))
                .orElse(cause.getClass().getSimpleName());
        return new CommandFailure(
                ExitCode.UNREACHABLE, List.of("the node at " + node + " does not answer: " + why), cause);
    }
}
