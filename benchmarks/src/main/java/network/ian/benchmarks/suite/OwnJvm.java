package network.ian.benchmarks.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs each measurement in a JVM of its own with the options of this one, so that the heap, the compiler's profiles and the
 * threads of one do not show in the next, and a crash ends only one. The child ends when its standard input does.
 */
final class OwnJvm implements Runner {

    private static final int SIGNALLED = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final long GRACE_SECONDS = 5;

    private final String mainClass;
    private final boolean debug;
    private boolean closed;

    /** @param mainClass of the child; gets what {@link MeasurementProcess} says */
    OwnJvm(String mainClass, boolean debug) {
        this.mainClass = mainClass;
        this.debug = debug;
    }

    @Override
    public List<Figure> run(Measurement measurement, Plan plan) throws IOException, InterruptedException {
        Process process = start(MeasurementProcess.arguments(measurement.name(), plan, debug));
        String last = "";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        } finally {
            // Only standard input's end would stop a child that nobody listens to any more.
            process.getOutputStream().close();
        }
        int code = process.waitFor();
        if (code == SIGNALLED + SIGINT || code == SIGNALLED + SIGTERM) {
            throw new InterruptedException("ended by signal " + (code - SIGNALLED));
        }
        if (code != 0) {
            throw new IOException("its process ended with code " + code);
        }
        return FigureJson.read(last);
    }

    /** Ends every process below this one, and starts no more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(OwnJvm::awaitEnd);
    }

    private synchronized Process start(List<String> arguments) throws IOException, InterruptedException {
        if (closed) {
            throw new InterruptedException("the run is over");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            var unused = process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
