package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** An implementation of Negentropy from npm, in a process of its own: {@code src/test/negentropy-peer} names it. */
final class ForeignPeer implements AutoCloseable {

    private static final Path FOLDER = Path.of("src/test/negentropy-peer");
    private static final int LONGEST_INSTALL_SECONDS = 240;

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private ForeignPeer(Process process) {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    /** Starts it. Where there is no Node.js, the test is skipped and says so; in continuous builds it fails. */
    static ForeignPeer start() throws IOException, InterruptedException {
        require("node");
        require("npm");
        Path lock = FOLDER.resolve("package-lock.json");
        Path installed = FOLDER.resolve("node_modules/.package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
            install();
        }
        return new ForeignPeer(builder("node", "peer.mjs")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Neither reads nor writes the test's own streams: where the build talks to its tests through them, npm would take its words. */
    private static void install() throws IOException, InterruptedException {
        Path log = Files.createTempFile("npm", ".log");
        Process npm = builder("npm", "ci", "--ignore-scripts", "--loglevel=error")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        npm.getOutputStream().close();
        boolean ended = npm.waitFor(LONGEST_INSTALL_SECONDS, TimeUnit.SECONDS);
        assertThat(ended && npm.exitValue() == 0)
                .as("npm ci in %s, which said: %s", FOLDER, Files.readString(log))
                .isTrue();
        Files.delete(log);
    }

    /** Gives it the entries to hold. */
    void hold(Entries entries) throws IOException {
        ObjectNode command = command("set");
        ArrayNode items = command.putArray("items");
        for (int i = 0; i < entries.size(); i++) {
            items.addArray().add(entries.timestampOf(i)).add(entries.idOf(i).hex());
        }
        ask(command);
    }

    /** Begins a reconciliation; {@code frameLimit} 0 is none. */
    void open(int frameLimit) throws IOException {
        ask(command("open").put("limit", frameLimit));
    }

    Bytes initiate() throws IOException {
        return message(ask(command("initiate"))).orElseThrow();
    }

    /** What it makes of a message. */
    Reaction reconcile(Bytes message) throws IOException {
        JsonNode answer = ask(command("reconcile").put("message", message.hex()));
        return new Reaction(message(answer), ids(answer.path("have")), ids(answer.path("need")));
    }

    /** Its next message, empty at the end of what it began, and what it learnt. */
    record Reaction(Optional<Bytes> message, Set<Hash> have, Set<Hash> need) {}

    @Override
    public void close() throws IOException {
        in.close();
        process.destroyForcibly();
    }

    private JsonNode ask(ObjectNode command) throws IOException {
        in.write(json.writeValueAsString(command));
        in.newLine();
        in.flush();
        String line = out.readLine();
        assertThat(line).as("an answer to " + command.path("op")).isNotNull();
        JsonNode answer = json.readTree(line);
        assertThat(answer.path("error").asText()).isEmpty();
        return answer;
    }

    private ObjectNode command(String operation) {
        return json.createObjectNode().put("op", operation);
    }

    private static Optional<Bytes> message(JsonNode answer) {
        JsonNode message = answer.path("message");
        return message.isTextual() ? Optional.of(Bytes.fromHex("message", message.asText())) : Optional.empty();
    }

    private static Set<Hash> ids(JsonNode array) {
        Set<Hash> ids = new HashSet<>();
        array.forEach(id -> ids.add(Hash.fromHex("id", id.asText())));
        return ids;
    }

    private static ProcessBuilder builder(String... command) {
        return new ProcessBuilder(command).directory(FOLDER.toFile());
    }

    private static void require(String tool) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        if (there) {
            return;
        }
        String words = tool + " is not on the PATH: no reconciliation with an implementation from npm";
        if ("true".equals(System.getenv("CI"))) {
            fail(words);
        }
        abort(words);
    }
}
