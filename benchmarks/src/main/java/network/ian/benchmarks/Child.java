package network.ian.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A benchmark in a process of its own, started as the launcher starts a node; it ends when its standard input does. */
public final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private Child(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /**
     * Starts a benchmark of this module.
     *
     * @param flags of the JVM, beside those of the launcher
     */
    public static Child start(List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseG1GC",
                "-XX:MaxRAMPercentage=60"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static Child restartProbe(Path data, String what) throws IOException {
        return start(List.of(), "restart-probe", "--what", what, "--data-dir", data.toString());
    }

    /** The next line of its standard output; null at the end. */
    public String line() throws IOException {
        return lines.readLine();
    }

    /** Sends a line to its standard input. */
    public void say(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Waits for the end of a process that has closed its standard output. */
    public void requireSuccess() throws InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("a process of this benchmark ended with code " + code);
        }
    }

    /** The value of the next line {@code name=value}. */
    public String await(String name) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(name + "=")) {
                return line.substring(name.length() + 1);
            }
        }
        throw new IllegalStateException("a process ended before it said " + name);
    }

    /** Core time used so far, of user and system. */
    public long cpuNanos() {
        return ProcessTicks.nanos(process.pid());
    }

    /** Ends it as a crash does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.flush();
        } finally {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
