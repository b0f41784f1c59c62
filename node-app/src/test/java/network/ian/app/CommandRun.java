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
import network.ian.core.codec.Bytes;

/** What a command printed and answered, run in this process as from a shell without a terminal. */
record CommandRun(int exitCode, Bytes out, String err) {

    /** Runs with {@code home} as home directory, so with {@code home/.ian} as default data directory. */
    static CommandRun ian(Path home, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        Map<String, String> environment = Map.of("IAN_STORAGE_MIN_FREE_DISK_BYTES", "0");
        int exitCode = Ian.commandLine(console, environment, home).execute(arguments);
        return new CommandRun(exitCode, Bytes.wrap(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
    }

    /** The same, and it must exit with 0. */
    static CommandRun ok(Path home, String... arguments) {
        CommandRun run = ian(home, arguments);
        if (run.exitCode != 0) {
            throw new AssertionError(
                    String.join(" ", arguments) + " exits with " + run.exitCode + ": " + run.err + run.text());
        }
        return run;
    }

    String text() {
        return new String(out.view(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out.view());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text(), e);
        }
    }
}
