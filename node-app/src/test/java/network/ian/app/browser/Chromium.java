package network.ian.app.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** A headless Chromium with a profile of its own, driven without a driver: {@code .ci/tool chromium} says where it is. */
public final class Chromium implements AutoCloseable {

    /** Resolves to this machine, and is to a browser as foreign as any other host over plain HTTP. */
    public static final String FOREIGN_HOST = "node.test";

    private static final int NOT_TO_BE_HAD = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--hide-scrollbars",
            "--host-resolver-rules=MAP " + FOREIGN_HOST + " 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--remote-debugging-port=0");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path profile;
    private final Process process;
    private final int port;

    private Chromium(Path profile, Process process) {
        this.profile = profile;
        this.process = process;
        this.port = awaitPort();
    }

    /** Starts it. Where there is none the test is skipped and says so; in continuous builds it fails. */
    public static Chromium start() throws IOException {
        String program = path();
        Path profile = Files.createTempDirectory("ian-chromium-");
        ProcessBuilder builder = new ProcessBuilder(program);
        builder.command().addAll(FLAGS);
        builder.command().addAll(List.of("--user-data-dir=" + profile, "about:blank"));
        Path output = profile.resolve("output.txt");
        return new Chromium(
                profile,
                builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start());
    }

    /** The page that it opened with. */
    public Page page() {
        JsonNode target = StreamSupport.stream(targets().spliterator(), false)
                .filter(one -> one.path("type").asText().equals("page"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Chromium has no page"));
        URI address = URI.create(target.path("webSocketDebuggerUrl").asText());
        return new Page(new DevTools(http, address));
    }

    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            started.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle one : started) {
                one.onExit().get(5, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("Chromium does not end", e);
        }
        delete();
    }

    private static String path() throws IOException {
        Process tool = new ProcessBuilder("bash", "../.ci/tool", "chromium")
                .redirectErrorStream(true)
                .start();
        String text = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (tool.waitFor() == NOT_TO_BE_HAD) {
                if ("true".equals(System.getenv("CI"))) {
                    fail(text);
                }
                abort(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        String[] lines = text.strip().split("\n");
        return lines[lines.length - 1];
    }

    private int awaitPort() {
        Path file = profile.resolve("DevToolsActivePort");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("Chromium ended:\n" + Files.readString(profile.resolve("output.txt")));
                    }
                    return Files.exists(file) && Files.readString(file).contains("\n");
                });
        try {
            return Integer.parseInt(Files.readAllLines(file).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode targets() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                    .build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
