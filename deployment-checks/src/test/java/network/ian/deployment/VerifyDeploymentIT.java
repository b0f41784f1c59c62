package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import network.ian.app.endtoend.Finished;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code scripts/verify-deployment.sh} against real nodes. */
class VerifyDeploymentIT {

    private static final String SCRIPT = "verify-deployment.sh";

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptRun scripts = new ScriptRun(machine);

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
        assertThat(scripts.runWithout(List.of("jq", "openssl", "ss"), SCRIPT, arguments(node))
                        .withExitCode(0)
                        .out())
                .contains("note: jq is not here", "SKIP  certificate: openssl is not here", " 0 failed");
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
        assertThat(scripts.run(SCRIPT, "--url", "nonsense").withExitCode(2).err())
                .contains("--url: expected");
    }

    private Finished verify(NodeProcess node, String... more) throws IOException {
        return scripts.run(SCRIPT, arguments(node, more));
    }

    private static String[] arguments(NodeProcess node, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--url", node.api().address().toString()));
        arguments.addAll(List.of("--data-dir", node.dataDirectory().toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Root writes to whatever has a mode; only to a read-only mount it does not. */
    private Finished verifyReadOnly(NodeProcess node) throws IOException {
        String data = node.dataDirectory().toString();
        if ("root".equals(System.getProperty("user.name"))) {
            String mounted = "mount --bind '" + data + "' '" + data + "' && mount -o remount,bind,ro '" + data
                    + "' && exec \"$0\" \"$@\"";
            return scripts.run(List.of("unshare", "--mount", "bash", "-c", mounted), SCRIPT, arguments(node));
        }
        Files.setPosixFilePermissions(node.dataDirectory(), PosixFilePermissions.fromString("r-x------"));
        try {
            return verify(node);
        } finally {
            Files.setPosixFilePermissions(node.dataDirectory(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
