package network.ian.benchmarks.gossip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One node in a process of its own, of either kind: takes a command a line and answers each with {@code name=value}. */
final class NodeProcess implements AutoCloseable {

    private static final int ANSWER_SECONDS = 180;
    private static final int END_SECONDS = 10;

    private final Process process;
    private final BufferedReader lines;
    private final Writer commands;
    private String address;

    private NodeProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader();
        this.commands = process.outputWriter();
    }

    /** Starts it, and waits for nothing; its errors go where this process's go. */
    static NodeProcess start(ProcessBuilder program) throws IOException {
        return new NodeProcess(
                program.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Where it listens, once it does. */
    String address() throws IOException {
        if (address == null) {
            address = await("address");
        }
        return address;
    }

    /**
     * Gives a command and waits for its answer.
     *
     * @throws IOException if the process ended or stays silent
     */
    String tell(String name, String... arguments) throws IOException {
        String rest = arguments.length == 0 ? "" : " " + String.join(" ", arguments);
        commands.write(name + rest + "\n");
        commands.flush();
        return await(name);
    }

    int number(String name) throws IOException {
        return Integer.parseInt(tell(name));
    }

    ThreadClocks clocks() throws IOException {
        return ThreadClocks.of(process.pid());
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String await(String name) throws IOException {
        try {
            return CompletableFuture.supplyAsync(() -> read(name)).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("a node said nothing about " + name + " for " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String read(String name) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(name + "=")) {
                    return line.substring(name.length() + 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("a node ended before it said " + name);
    }
}
