package network.ian.deployment.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.ian.app.endtoend.Finished;
import network.ian.app.endtoend.Machine;
import network.ian.deployment.Repository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The program as {@code install.sh} puts it there, started by the unit's own command lines and variables. */
class UnitIT {

    private static final Unit NODE = Unit.read("ian-node.service");

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void theUnitsCommandsRunANode() throws Exception {
        Path root = machine.path("root");
        assertThat(install(root)).contains("next: systemctl");
        assertThat(install(root)).contains("kept").contains("ian-node.env");

        assertThat(run(root, NODE.one("ExecStartPre"), "validate")
                        .withExitCode(0)
                        .out())
                .startsWith("configuration ok");
        Process node = start(root);
        try {
            assertThat(run(root, "/usr/local/bin/ian health", "health")
                            .withExitCode(0)
                            .out())
                    .contains("healthy");
            assertThat(Files.readString(root.resolve("var/log/ian/node.log"))).contains("\"Ready\"");
            // What systemd does.
            node.destroy();
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).isZero();
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void theBackupUnitMakesAProvedBackupAndKeepsAsManyAsItIsTold() throws Exception {
        Path root = machine.path("root");
        install(root);
        String line = Unit.read("ian-backup.service").one("ExecStart");
        Path backups = Files.createDirectories(root.resolve(line.substring(line.indexOf(' ') + 2)));
        Process node = start(root);
        try {
            run(root, line.replace(" /", " " + root + "/"), "first").withExitCode(0);
            List<Path> first = files(backups);
            assertThat(first).hasSize(1);
            assertThat(run(root, line.replace(" /", " " + root + "/") + " 1", "second")
                            .withExitCode(0)
                            .out())
                    .contains("removed " + first.get(0));
            assertThat(files(backups)).hasSize(1).doesNotContainAnyElementsOf(first);
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void aWrongSettingEndsWithTheCodeThatIsNotTriedAgain() throws Exception {
        Path root = machine.path("root");
        install(root);
        Files.writeString(root.resolve("etc/ian/ian-node.env"), "IAN_API_PORT=eighty\n");

        Finished refused = run(root, NODE.one("ExecStart"), "run");

        assertThat(refused.exitCode()).isEqualTo(Integer.parseInt(NODE.one("RestartPreventExitStatus")));
        assertThat(refused.err()).contains("IAN_API_PORT");
    }

    /** A node that has said where it listens. */
    private Process start(Path root) throws IOException {
        Files.createDirectories(root.resolve("var/lib/ian"));
        Path output = machine.path("node.txt");
        Process node = command(root, NODE.one("ExecStart"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(node.isAlive()).as(Files.readString(output)).isTrue();
            return Files.exists(root.resolve("var/lib/ian/api.address"));
        });
        return node;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private String install(Path root) throws IOException {
        ProcessBuilder install =
                new ProcessBuilder(Repository.path(Unit.FOLDER + "install.sh").toString());
        install.environment().put("DESTDIR", root.toString());
        return machine.run(install, "install").withExitCode(0).out();
    }

    private Finished run(Path root, String line, String name) throws IOException {
        return machine.run(command(root, line), name);
    }

    /** A command of the unit with the unit's variables and no others, below {@code root}, and on ports that are free. */
    private static ProcessBuilder command(Path root, String line) throws IOException {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.set(0, target(root, words.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/local/bin:/usr/bin:/bin");
        Stream<String[]> own = Stream.of(NODE.one("Environment").split(" ")).map(pair -> pair.split("=", 2));
        Path file = root.resolve(NODE.one("EnvironmentFile").substring(1));
        Stream.concat(own, Unit.settings(file.toString()).stream())
                .forEach(pair -> environment.put(pair[0], pair[1].startsWith("/var/") ? root + pair[1] : pair[1]));
        if (environment.get("IAN_API_PORT").equals("8000")) {
            environment.put("IAN_API_PORT", "0");
        }
        environment.put("IAN_P2P_PORT", "0");
        environment.put("IAN_WS_PORT", "0");
        environment.put("IAN_LISTEN_HOST", "127.0.0.1");
        return builder;
    }

    /** A link in the installed tree names the path that it has on a real host. */
    private static Path target(Path root, String program) throws IOException {
        Path file = root.resolve(program.substring(1));
        return Files.isSymbolicLink(file)
                ? root.resolve(Files.readSymbolicLink(file).toString().substring(1))
                : file;
    }
}
