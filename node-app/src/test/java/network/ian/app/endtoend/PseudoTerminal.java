package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The program at a pseudo-terminal of the system's ({@code script}, util-linux), its keyboard, and all that it wrote. */
final class PseudoTerminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** The program sends it before it draws for the first time, and after a change of size. */
    private static final String CLEAR = "\u001b[2J";

    private final Path directory;
    private final Process process;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;
    private int rows;
    private int columns;

    /** @param directory an empty one, for notes */
    PseudoTerminal(Path directory, int rows, int columns, ProcessBuilder program) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.rows = rows;
        this.columns = columns;
        Path script = directory.resolve("session.sh");
        Files.writeString(script, """
                # It outlives what it starts.
                trap : INT TERM
                cd '%s'
                stty rows %d cols %d
                tty > tty
                stty -g > before
                %s
                code=$?
                stty -g > after
                exit $code
                """.formatted(directory, rows, columns, quoted(program.command())));
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "sh '" + script + "'", "/dev/null");
        builder.environment().putAll(program.environment());
        builder.environment().keySet().removeIf(name -> name.startsWith("IAN_") || name.equals("NO_COLOR"));
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        process = builder.redirectErrorStream(true).start();
        reader = new Thread(this::read, "pseudo-terminal");
        reader.start();
    }

    private static String quoted(List<String> command) {
        StringBuilder quoted = new StringBuilder();
        command.forEach(
                word -> quoted.append('\'').append(word.replace("'", "'\\''")).append("' "));
        return quoted.toString();
    }

    /** Everything that was written to the terminal. */
    String written() {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /** The rows that show. */
    List<String> picture() {
        String all = written();
        int cleared = all.indexOf(CLEAR);
        return cleared < 0 ? List.of() : TerminalPicture.of(all.substring(cleared), rows, columns);
    }

    /** Waits for a picture with such a row. */
    void awaitRow(String what, Predicate<String> row) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> picture().stream().anyMatch(row));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no " + what + " in\n" + String.join("\n", picture()), e);
        }
    }

    /** Presses keys. */
    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Gives the terminal another size; what was drawn for the one before no longer counts. */
    void resize(int newRows, int newColumns) throws Exception {
        String tty = Files.readString(directory.resolve("tty")).strip();
        synchronized (bytes) {
            bytes.reset();
            rows = newRows;
            columns = newColumns;
        }
        Process stty = new ProcessBuilder("stty", "-F", tty, "rows", "" + newRows, "cols", "" + newColumns)
                .inheritIO()
                .start();
        assertThat(stty.waitFor()).isZero();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as(() -> "still running: " + written())
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    /** The terminal's settings were left as they were found. */
    void isAsBefore() throws IOException {
        String before = Files.readString(directory.resolve("before"));
        assertThat(Files.readString(directory.resolve("after"))).isNotEmpty().isEqualTo(before);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (InputStream out = process.getInputStream()) {
            byte[] some = new byte[8192];
            for (int count = out.read(some); count >= 0; count = out.read(some)) {
                synchronized (bytes) {
                    bytes.write(some, 0, count);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
