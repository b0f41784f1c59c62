package network.ian.app.top;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The process's controlling terminal: its size, and keys one at a time without echo, by {@code stty} (POSIX). Without one, or
 * without {@code stty}, there are no keys, and the size is the environment's.
 */
final class Terminal implements AutoCloseable {

    private static final File DEVICE = new File("/dev/tty");
    private static final int PATIENCE_SECONDS = 5;
    private static final int LONGEST_ANSWER = 1000;
    /** Suspending would leave the other screen on, a quit would print a thread dump over it, a stopped output hang. */
    private static final List<String> KEY_BY_KEY =
            List.of("-icanon", "-echo", "min", "1", "time", "0", "susp", "undef", "quit", "undef", "-ixon");

    private final Map<String, String> environment;
    private final Optional<String> before;

    private Terminal(Map<String, String> environment, Optional<String> before) {
        this.environment = environment;
        this.before = before;
    }

    /** Takes keys from now on until it is closed. */
    static Terminal open(Map<String, String> environment) {
        Optional<String> before = stty(List.of("-g"));
        Terminal terminal = new Terminal(environment, before);
        if (before.isPresent() && stty(KEY_BY_KEY).isEmpty()) {
            terminal.close();
        }
        return terminal;
    }

    /** Whether there are keys to read. */
    boolean hasKeys() {
        return before.isPresent();
    }

    /** The bytes of the keys as they are pressed. */
    static InputStream keys() throws IOException {
        return new FileInputStream(DEVICE);
    }

    /** How large it is now. */
    Size size() {
        return sizeNow(environment);
    }

    /** The same without taking keys. */
    static Size sizeNow(Map<String, String> environment) {
        return stty(List.of("size"))
                .map(answer -> answer.split(" ", -1))
                .filter(numbers -> numbers.length == 2)
                .map(numbers -> Size.of(number(numbers[1]), number(numbers[0])))
                .orElseGet(() -> Size.of(
                        number(environment.getOrDefault("COLUMNS", "")),
                        number(environment.getOrDefault("LINES", ""))));
    }

    /** Leaves the terminal as it was. */
    @Override
    public void close() {
        before.ifPresent(settings -> stty(List.of(settings)));
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    /** What it prints; empty if it fails. */
    private static Optional<String> stty(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(DEVICE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try (InputStream out = process.getInputStream()) {
            String answer = new String(out.readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroy();
        }
    }
}
