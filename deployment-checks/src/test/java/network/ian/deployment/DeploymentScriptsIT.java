package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.app.endtoend.Finished;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code scripts/verify-deployment.sh} and {@code scripts/validate-env.sh} against real nodes and the real program. */
class DeploymentScriptsIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aHealthyNodePassesTwiceAndAStoppedOneIsNamed() throws IOException {
        NodeProcess node = machine.node().start();
        node.api().contribute(new Samples(20261121).next()).withStatus(200);

        Finished first = verify(node).withExitCode(0);
        assertThat(first.out())
                .contains(
                        "PASS  health: OK",
                        "PASS  health: ready",
                        "PASS  goal DEMO_TRADING_AGENT: status, log, leaderboard")
                .contains("PASS  certificate:", "PASS  ports: only documented ones", "PASS  log:", " 0 failed")
                .contains("WARN  access: no key");
        assertThat(verify(node).withExitCode(0).out()).contains(" 0 failed");
        assertThat(verify(node, "--expect-peers", "1").withExitCode(1).out()).contains("FAIL  peers: 0, expected 1");
        assertThat(verify(node, "--p2p", "127.0.0.1:1").withExitCode(1).out())
                .contains("FAIL  certificate: no TLS at 127.0.0.1:1");
        String elsewhere = node.api().address().toString();

        node.stop();

        assertThat(verify(node).withExitCode(1).out()).contains("FAIL  reachable: " + elsewhere + " does not answer");
    }

    @Test
    void whatIsWrongWithANodeIsNamed() throws IOException {
        Path key = Files.writeString(machine.path("key"), "an-api-key-for-this-test");
        NodeProcess node = machine.node(
                        "--storage-min-free-disk-bytes", "4000000000000000", "--api-key-file", key.toString())
                .startListening();
        Path identity = node.dataDirectory().resolve("identity.json");
        Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(verify(node).withExitCode(1).out())
                .contains("FAIL  health: not ready (503): ", "free disk")
                .contains("PASS  access: a POST without key is refused")
                .contains("FAIL  data: open to other users: identity.json");
        assertThat(verifyReadOnly(node).withExitCode(1).out())
                .contains("FAIL  data: " + node.dataDirectory() + " is not writable");
        assertThat(script("verify-deployment.sh", "--url", "nonsense")
                        .withExitCode(2)
                        .err())
                .contains("--url: expected");
    }

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

    private Finished verify(NodeProcess node, String... more) throws IOException {
        return script("verify-deployment.sh", verifyArguments(node, more));
    }

    private static String[] verifyArguments(NodeProcess node, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--url", node.api().address().toString()));
        arguments.addAll(List.of("--data-dir", node.dataDirectory().toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Root writes to whatever has a mode; only to a read-only mount it does not. */
    private Finished verifyReadOnly(NodeProcess node) throws IOException {
        String data = node.dataDirectory().toString();
        String script = Repository.path("scripts/verify-deployment.sh").toString();
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            String mounted = "mount --bind '" + data + "' '" + data + "' && mount -o remount,bind,ro '" + data
                    + "' && exec \"$0\" \"$@\"";
            command.addAll(List.of("unshare", "--mount", "bash", "-c", mounted));
        } else {
            Files.setPosixFilePermissions(node.dataDirectory(), PosixFilePermissions.fromString("r-x------"));
        }
        command.add(script);
        command.addAll(List.of(verifyArguments(node)));
        try {
            return machine.run(clean(new ProcessBuilder(command)), "read-only");
        } finally {
            Files.setPosixFilePermissions(node.dataDirectory(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private Finished validate(String... arguments) throws IOException {
        return script("validate-env.sh", arguments);
    }

    private Finished script(String name, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Repository.path("scripts/" + name).toString()));
        command.addAll(List.of(arguments));
        return machine.run(clean(new ProcessBuilder(command)), name);
    }

    /** Without this machine's own settings, and with the program as it was just built. */
    private ProcessBuilder clean(ProcessBuilder builder) throws IOException {
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("IAN_"));
        Path program = machine.path("ian");
        if (!Files.exists(program)) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String jar = Path.of(System.getProperty("ian.jar"))
                    .toAbsolutePath()
                    .normalize()
                    .toString();
            Files.writeString(
                    program, "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -jar '" + jar + "' \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        environment.put("IAN_PROGRAM", program.toString());
        environment.put("HOME", machine.path("home").toString());
        return builder;
    }
}
