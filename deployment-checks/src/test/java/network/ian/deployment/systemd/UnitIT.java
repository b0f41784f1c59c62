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

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void theUnitsCommandsRunANode() throws Exception {
        Path root = machine.path("root");
        assertThat(install(root)).contains("next: systemctl");
        assertThat(install(root)).contains("kept").contains("ian-node.env");
        Unit unit = Unit.read("ian-node.service");
        Files.createDirectories(root.resolve("var/lib/ian"));

        assertThat(run(root, unit.one("ExecStartPre"), "validate")
                        .withExitCode(0)
                        .out())
                .startsWith("configuration ok");
        Process node = command(root, unit.one("ExecStart"))
                .redirectErrorStream(true)
                .redirectOutput(machine.path("node.txt").toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(node.isAlive())
                        .as(Files.readString(machine.path("node.txt")))
                        .isTrue();
                return Files.exists(root.resolve("var/lib/ian/api.address"));
            });
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
    void aWrongSettingEndsWithTheCodeThatIsNotTriedAgain() throws Exception {
        Path root = machine.path("root");
        install(root);
        Unit unit = Unit.read("ian-node.service");
        Files.writeString(root.resolve("etc/ian/ian-node.env"), "IAN_API_PORT=eighty\n");

        for (String key : List.of("ExecStartPre", "ExecStart")) {
            Finished refused = run(root, unit.one(key), key);
            assertThat(refused.exitCode()).isEqualTo(Integer.parseInt(unit.one("RestartPreventExitStatus")));
            assertThat(refused.err()).contains("IAN_API_PORT");
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
        Stream<String[]> own = Stream.of(
                        Unit.read("ian-node.service").one("Environment").split(" "))
                .map(pair -> pair.split("=", 2));
        Path file = root.resolve(
                Unit.read("ian-node.service").one("EnvironmentFile").substring(1));
        Stream.concat(own, Unit.settings(file.toString()).stream())
                .forEach(pair -> environment.put(pair[0], pair[1].startsWith("/var/") ? root + pair[1] : pair[1]));
        if (environment.get("IAN_API_PORT").equals("8000")) {
            environment.put("IAN_API_PORT", "0");
        }
        environment.put("IAN_P2P_PORT", "0");
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
