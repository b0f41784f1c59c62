package network.ian.app.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A node as a process of its own: it is started, talked to, killed or stopped, and started again. */
public final class NodeProcess {

    /** More where a run leaves the processors to others. */
    private static final Duration START = Duration.ofSeconds(Integer.getInteger("ian.test.patience-s", 180));

    private static final Duration STOP = Duration.ofSeconds(Math.max(30, START.toSeconds() / 6));

    private final Path dataDirectory;
    private final Path temporary;
    private final List<String> flags;
    private final Function<String, Path> outputs;
    private volatile Place place = Place.HERE;
    private volatile Process process;
    private volatile Path output;
    private volatile Api api;

    /**
     * A node that is not started.
     *
     * @param outputs makes the file for what one life of the process prints
     */
    public NodeProcess(Path dataDirectory, Path temporary, List<String> flags, Function<String, Path> outputs) {
        this.dataDirectory = dataDirectory;
        this.temporary = temporary;
        this.flags = flags;
        this.outputs = outputs;
    }

    /**
     * Where a node runs.
     *
     * @param prefix what to start it with; nothing here
     * @param apiHost where its API listens
     * @param peerHost where it listens for peers
     */
    public record Place(List<String> prefix, String apiHost, String peerHost) {
        public static final Place HERE = new Place(List.of(), "127.0.0.1", "127.0.0.1");
    }

    /** Has it run elsewhere from its next start on. */
    public NodeProcess at(Place elsewhere) {
        place = elsewhere;
        return this;
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    /** Talks to the node's present life. */
    public Api api() {
        return Objects.requireNonNull(api, "the node has not been started");
    }

    /** Starts it and waits until it is ready. */
    public NodeProcess start() {
        startListening();
        await("ready", () -> api.readiness().status() == 200);
        return this;
    }

    /** Starts it and waits until its API answers, ready or not. */
    public NodeProcess startListening() {
        launch();
        await("listening", () -> address().isPresent());
        try {
            api = new Api(URI.create(address().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts it and waits for nothing. */
    public NodeProcess launch() {
        try {
            // One that was killed leaves it behind.
            Files.deleteIfExists(dataDirectory.resolve("api.address"));
            List<String> arguments =
                    new ArrayList<>(List.of("run", "--data-dir", dataDirectory.toString(), "--api-port", "0"));
            arguments.addAll(List.of("--api-host", place.apiHost(), "--p2p-port", "0", "--p2p-ws-port", "0"));
            arguments.addAll(List.of("--p2p-listen-host", place.peerHost()));
            arguments.addAll(flags);
            output = outputs.apply("node " + dataDirectory.getFileName());
            ProcessBuilder builder = Program.process(temporary, arguments.toArray(String[]::new));
            builder.command().addAll(0, place.prefix());
            process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Of the present life. */
    public long pid() {
        return process.pid();
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        ended(STOP);
    }

    /** SIGTERM, and how long it took to end with which exit code. */
    public Stopped stop() {
        long started = System.nanoTime();
        process.destroy();
        int exitCode = ended(STOP);
        return new Stopped(exitCode, Duration.ofNanos(System.nanoTime() - started));
    }

    /** How a node ended that was asked to. */
    public record Stopped(int exitCode, Duration after) {}

    /** The line with which the present life said that it opened the goal. */
    public JsonNode opening() {
        return log().stream()
                .filter(line -> line.path("message").asText().startsWith("Goal opened: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the node has not said that it opened its goal"));
    }

    /** What the present life prints to. */
    public Path output() {
        return Objects.requireNonNull(output, "the node has not been started");
    }

    /** All that the present life printed: one JSON object a line and nothing else. */
    public List<JsonNode> log() {
        try {
            return Files.readAllLines(output).stream().map(Json::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the API listens, by the file for that, or by the log where a full disk took no such file. */
    private Optional<String> address() throws IOException {
        Path file = dataDirectory.resolve("api.address");
        if (Files.isRegularFile(file)) {
            return Optional.of(Files.readString(file).strip());
        }
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.contains("\"message\":\"Ready\"") && line.endsWith("}"))
                    .map(line -> Json.parse(line).path("api").asText())
                    .findFirst();
        }
    }

    /** Ends it, whatever it does, for the end of a test. */
    public void end() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private int ended(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the node is still running after " + atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return process.exitValue();
    }

    private void await(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(START)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new AssertionError("the node ended with exit code " + process.exitValue()
                                    + " before it was " + what + ":\n" + Files.readString(output));
                        }
                        return condition.call();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the node is not " + what + " after " + START, e);
        }
    }
}
