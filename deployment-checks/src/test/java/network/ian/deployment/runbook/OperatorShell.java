package network.ian.deployment.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.Program;
import network.ian.deployment.Repository;
import network.ian.deployment.Tool;
import org.awaitility.Awaitility;

/**
 * A shell in which an operator's commands are run as they are written: {@code ian} is the program under test, {@code docker} a
 * stand-in that runs it as a process. Only names and ports that are not this machine's are replaced.
 */
final class OperatorShell implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern STARTS = Pattern.compile("docker(-compose)? (start|restart|run|up)\\b");

    private final Path directory;
    private final Path state;
    private final Map<String, String> replaced = new TreeMap<>((a, b) -> {
        // Longer names first, so that no part of one is taken for another.
        int byLength = Integer.compare(b.length(), a.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    });
    private final Map<String, String> environment = new TreeMap<>();
    private String health;

    OperatorShell(Machine machine) throws IOException {
        this.directory = Files.createDirectories(machine.path("operator"));
        this.state = Files.createDirectories(machine.path("containers"));
        Path bin = Files.createDirectories(machine.path("bin"));
        List<String> program = Program.process(machine.path("tmp")).command();
        String quoted =
                String.join(" ", program.stream().map(OperatorShell::quoted).toList());
        Path ian = Files.writeString(bin.resolve("ian"), "#!/bin/bash\nexec " + quoted + " \"$@\"\n");
        Files.setPosixFilePermissions(ian, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(bin.resolve("nc"), Path.of(Tool.path("nc")));
        Path standIns = Repository.path("deployment-checks/src/test/bin");
        environment.put("PATH", bin + File.pathSeparator + standIns + File.pathSeparator + System.getenv("PATH"));
        environment.put("STAND_IN_STATE", state.toString());
        environment.put("STAND_IN_PROGRAM", ian.toString());
        environment.put("TERM", "xterm");
        environment.put("HOME", directory.toString());
    }

    /** Where the commands are run. */
    Path directory() {
        return directory;
    }

    /** Has every command say something else for what is not of this machine. */
    OperatorShell replace(String written, String here) {
        replaced.put(written, here);
        return this;
    }

    OperatorShell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Whenever a command has started a node, this URL is waited for. */
    OperatorShell awaiting(String url) {
        health = url;
        return this;
    }

    /** The command as it is run here. */
    String here(String command) {
        String text = command;
        for (Map.Entry<String, String> entry : replaced.entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
        }
        return text;
    }

    /** Runs a command to its end, again and again until it ends and prints as it should. */
    void run(String command, List<Integer> codes, String prints) {
        if (prints == null) {
            Ended ended = once(command, LONGEST);
            assertThat(codes).as("%s%n%s", command, ended).contains(ended.code());
        } else {
            Awaitility.await(command)
                    .atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        Ended ended = once(command, LONGEST);
                        assertThat(codes).as("%s%n%s", command, ended).contains(ended.code());
                        assertThat(ended.text()).as(command).containsPattern(prints);
                    });
        }
        awaitStarted(command);
    }

    /** Runs a block of commands to its end; the first that fails ends it. */
    Ended block(String commands, Duration atMost) {
        Ended ended = once("set -e\n" + commands, atMost);
        if (ended.code() == 0) {
            awaitStarted(commands);
        }
        return ended;
    }

    private void awaitStarted(String command) {
        if (health != null && STARTS.matcher(command).find()) {
            Awaitility.await(health)
                    .atMost(LONGEST)
                    .until(() -> once("curl -sf " + health, LONGEST).code() == 0);
        }
    }

    /** Runs a command that goes on for ever until it has printed what it should. */
    void follow(String command, String prints) {
        Path out = directory.resolve("follow.txt");
        try {
            // At a terminal, as an operator is: into a file grep would hold back what it found.
            String atTerminal =
                    "script --quiet --command " + quoted("stty rows 50 cols 160; " + command) + " /dev/null";
            Process process = builder(atTerminal).redirectOutput(out.toFile()).start();
            try {
                Awaitility.await(command)
                        .atMost(LONGEST)
                        .pollInterval(Duration.ofMillis(100))
                        .untilAsserted(() -> assertThat(Files.readString(out, StandardCharsets.ISO_8859_1))
                                .containsPattern(prints));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a command ended. */
    record Ended(int code, String text) {}

    /** Runs a command to its end. */
    Ended once(String command, Duration atMost) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Process process = builder(command).redirectOutput(out.toFile()).start();
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command + ": still running after " + atMost + "\n" + Files.readString(out));
            }
            String text = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            return new Ended(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private ProcessBuilder builder(String command) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-uo", "pipefail", "-c", here(command));
        builder.environment().keySet().removeIf(name -> name.startsWith("IAN_"));
        builder.environment().putAll(environment);
        return builder.directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
    }

    /** Ends what the stand-in still runs. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> containers = Files.list(state)) {
            for (Path pid : containers.map(home -> home.resolve("pid")).toList()) {
                if (Files.exists(pid)) {
                    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
