package network.ian.app.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.ian.api.access.AdminToken;
import network.ian.app.endtoend.Api;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Reply;

/** One node through all of its lives, and what it promised in them. */
final class Member {

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("ian.test.patience-s", 120));
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path directory;
    private final String name;
    private final Promised promised = new Promised();
    private NodeProcess process;
    private String adminToken = "";
    private int lives;

    /** One that has not been started. */
    Member(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    Promised promised() {
        return promised;
    }

    Path data() {
        return directory.resolve(name);
    }

    Api api() {
        return process.api();
    }

    /** Launches it and waits for nothing. */
    void launch(List<String> flags) {
        process = new NodeProcess(data(), directory.resolve("tmp"), flags, this::output);
        process.launch();
    }

    /** Starts it and waits until it is ready. */
    void start(List<String> flags) throws IOException {
        process = new NodeProcess(data(), directory.resolve("tmp"), flags, this::output);
        process.start();
        adminToken = Files.readString(data().resolve(AdminToken.FILE)).strip();
    }

    void kill() {
        process.kill();
    }

    NodeProcess.Stopped stop() {
        return process.stop();
    }

    void end() {
        if (process != null) {
            process.end();
        }
    }

    /** What its present life logged, one object a line. */
    List<JsonNode> log() {
        return process.log();
    }

    /**
     * An operator's order, below {@code /api/v1/admin}.
     *
     * @throws UncheckedIOException if the node does not answer
     */
    Reply order(String path, byte[] body) {
        return send(request("/api/v1/admin" + path, adminToken)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** A read that carries a token. */
    Reply getWith(String token, String path) {
        return send(request(path, token).GET().build());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(api().address() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(request.method() + " " + request.uri(), answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private Path output(String ignored) {
        return directory.resolve(name + "-" + lives++ + ".log");
    }

    @Override
    public String toString() {
        return name;
    }
}
