package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How a program ended.
 *
 * @param text what it wrote to standard output and standard error
 */
public record Output(String command, int exitCode, String text) {

    /** Runs it to its end, with nothing to read. */
    public static Output of(ProcessBuilder builder) {
        try {
            Process process = builder.redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(String.join(" ", builder.command()), process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Itself, if the exit code is 0. */
    public Output requireSuccess() {
        assertThat(exitCode).as("%s%n%s", command, text).isZero();
        return this;
    }
}
