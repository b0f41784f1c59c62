package network.ian.app.endtoend;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.ian.app.Invocation;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where one test takes place: a temporary directory and the processes that it starts. None outlives the test, and if the
 * test fails, what they printed is shown.
 */
public final class Machine implements BeforeEachCallback, AfterEachCallback {

    private static final int LONGEST_COMMAND_SECONDS = 240;
    private static final int SHOWN_LINES = 60;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();
    private Path directory;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("ian-end-to-end-");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        nodes.forEach(NodeProcess::end);
        if (context.getExecutionException().isPresent()) {
            show(context.getDisplayName());
        }
        delete(directory);
    }

    /** A node that has not been started, with a data directory of its own. */
    public NodeProcess node(String... flags) {
        return nodeOn(directory.resolve("node" + nodes.size()), flags);
    }

    /** A node that has not been started, on this data directory. */
    public NodeProcess nodeOn(Path dataDirectory, String... flags) {
        NodeProcess node = new NodeProcess(dataDirectory, directory.resolve("tmp"), List.of(flags), this::output);
        nodes.add(node);
        return node;
    }

    /** Runs {@code ian} with these arguments to its end, in this process, which is the same program and starts no other Java. */
    public Finished ian(String... arguments) throws IOException {
        Path home = Files.createDirectories(directory.resolve("tmp"));
        Invocation run = Invocation.run(home, Map.of(), arguments);
        return new Finished(String.join(" ", arguments), run.exitCode(), run.out(), run.err());
    }

    /** The same by a process of its own, for what runs until it is ended or has to be seen as a whole. */
    public Finished program(String... arguments) throws IOException {
        return run(Program.process(directory.resolve("tmp"), arguments), String.join(" ", arguments));
    }

    /** Runs any command to its end. */
    public Finished run(ProcessBuilder builder, String name) throws IOException {
        Path out = output("out of " + name);
        Path err = output("err of " + name);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            if (!process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(name + ": still running after " + LONGEST_COMMAND_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + ": interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        return new Finished(name, process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A path in the test's directory; nothing is there yet. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    private Path output(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9.-]+", "_");
        Path file = directory.resolve(outputs.size() + "-" + safe.substring(0, Math.min(60, safe.length())) + ".txt");
        outputs.add(file);
        return file;
    }

    private void show(String test) throws IOException {
        PrintStream err = System.err;
        for (Path output : outputs) {
            if (Files.isRegularFile(output) && Files.size(output) > 0) {
                List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                err.println("---- " + test + ": the last of " + lines.size() + " lines of " + output.getFileName());
                lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)).forEach(err::println);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Machine::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
