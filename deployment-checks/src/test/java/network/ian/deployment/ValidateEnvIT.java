package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import network.ian.app.endtoend.Finished;
import network.ian.app.endtoend.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code scripts/validate-env.sh} with the real program. */
class ValidateEnvIT {

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptRun scripts = new ScriptRun(machine);

    @Test
    void anEnvironmentIsCompletedOnceAndCheckedByTheProgram() throws IOException {
        Path folder = deployment();
        String file = folder.resolve(".env").toString();

        Finished first = validate("--env-file", file, "--generate").withExitCode(0);
        assertThat(first.out()).contains("MADE", "PASS  settings: ian config validate", " 0 failed");
        String env = Files.readString(folder.resolve(".env"));
        String key = Files.readString(folder.resolve("secrets/ian_api_key"));
        assertThat(env).containsPattern("(?m)^GRAFANA_ADMIN_PASSWORD=[0-9a-f]{32}$");
        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".env"))))
                .isEqualTo("rw-------");

        assertThat(validate("--env-file", file, "--generate").withExitCode(0).out())
                .doesNotContain("MADE");
        assertThat(Files.readString(folder.resolve(".env"))).isEqualTo(env);
        assertThat(Files.readString(folder.resolve("secrets/ian_api_key"))).isEqualTo(key);

        Finished exported = validate("--env-file", file, "--export").withExitCode(0);
        assertThat(exported.out().lines())
                .contains("export IAN_LOG_LEVEL=INFO")
                .allMatch(line -> line.startsWith("export "));
        assertThat(exported.err()).contains(" 0 failed");
    }

    @Test
    void everyProblemOfAnEnvironmentIsNamed() throws IOException {
        Path folder = deployment();
        Path file = folder.resolve(".env");
        Files.writeString(file, """
                IAN_LOG_LEVEL=LOUD
                IAN_LOG_LEVL=INFO
                IAN_SEED_NODES=seed1:9000
                IAN_TAU_PORT=12345
                IAN_MAX_PEERS=0
                PUBLISH_API_PORT=8000
                PUBLISH_P2P_PORT=8000
                NODE_MEMORY=100m
                GRAFANA_ADMIN_PASSWORD=admin
                NODE_MEMROY=2g
                nonsense
                """);

        Finished wrong = validate("--env-file", file.toString(), "--export").withExitCode(1);

        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .contains("FAIL  file: line 11 is not NAME=VALUE", "has mode", "LOUD", "IAN_LOG_LEVL")
                .contains("FAIL  seeds: expected tcp://HOST:PORT, got \"seed1:9000\"", "FAIL  tau: IAN_TAU_PORT is set")
                .contains("FAIL  IAN_MAX_PEERS", "FAIL  PUBLISH_P2P_PORT: port 8000 is that of PUBLISH_API_PORT")
                .contains(
                        "FAIL  NODE_MEMORY: 100m is less",
                        "FAIL  grafana: ",
                        "FAIL  names: NODE_MEMROY",
                        "FAIL  api key: ");

        Path settings = Files.writeString(machine.path("ian.env"), "IAN_DATA_DIR=/proc/self\nIAN_API_PORT=99999\n");
        assertThat(validate("--env-file", settings.toString()).withExitCode(1).out())
                .contains("FAIL  data: /proc/self cannot be written to", "FAIL  IAN_API_PORT: expected 1 to 65535");
        assertThat(validate("--env-file", machine.path("missing").toString())
                        .withExitCode(1)
                        .out())
                .contains("is missing or cannot be read");
    }

    private Path deployment() throws IOException {
        Path folder = Files.createDirectories(machine.path("deployment"));
        for (String name : List.of("docker-compose.yml", ".env.example")) {
            Files.copy(Repository.path("docker/" + name), folder.resolve(name));
        }
        for (String mounted : ComposeFile.read().mountedFiles()) {
            Files.createDirectories(folder.resolve(mounted));
        }
        return folder;
    }

    private Finished validate(String... arguments) throws IOException {
        return scripts.run("validate-env.sh", arguments);
    }
}
