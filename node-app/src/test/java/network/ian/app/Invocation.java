package network.ian.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import network.ian.app.cli.Console;

/** One run of the program inside the test's process, and what it printed. */
public record Invocation(int exitCode, String out, String err) {

    /** Runs the program as a process in {@code home} with these variables would, its output going to no terminal. */
    public static Invocation run(Path home, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(printTo(out), printTo(err), false, false);
        int code = Ian.commandLine(console, environment, home).execute(arguments);
        return new Invocation(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What was printed, which must be one JSON value on one line. */
    public JsonNode json() throws IOException {
        if (out.lines().count() != 1) {
            throw new AssertionError("expected one line, got: " + out + err);
        }
        return new ObjectMapper().readTree(out);
    }

    private static PrintStream printTo(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
