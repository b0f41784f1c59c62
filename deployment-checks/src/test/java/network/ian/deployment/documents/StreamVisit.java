package network.ian.deployment.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of the event stream that resumes what never was; and one that is turned away, as it comes from another page. */
final class StreamVisit {

    private static final String PATH = "/api/v1/stream";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI node;

    StreamVisit(URI node) {
        this.node = node;
    }

    /** Follows until it was told that something is missing, has {@code meanwhile} done, and leaves. */
    void during(Runnable meanwhile) throws IOException {
        HttpResponse<InputStream> answer = get(PATH + "?since=0123456789ab-7");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.contains("\"type\":\"gap\"")) {
                line = lines.readLine();
            }
            assertThat(line).contains("restarted");
            meanwhile.run();
        }
    }

    void isTurnedAway() throws IOException {
        assertThat(get(PATH, "Origin", "http://elsewhere.example").statusCode()).isEqualTo(403);
    }

    private HttpResponse<InputStream> get(String path, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
