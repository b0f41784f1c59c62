package network.ian.deployment.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.deployment.firewall.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Behind nginx a client goes by its own address, whatever it says of itself, up to the node's log and fail2ban. */
class NginxClientAddressIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void whoGuessesKeysIsNamedInTheNodesLogAndFoundByFail2ban() throws Exception {
        Path key = Files.writeString(machine.path("key"), "the-key-of-this-test");
        NodeProcess node = machine.node("--api-trusted-proxies", "127.0.0.1", "--api-key-file", key.toString())
                .start();
        try (EchoStream stream = new EchoStream();
                Site site =
                        Site.prepare(machine.path("site"), node.api().address().getPort(), stream.port())) {
            site.start();
            passesAnUpgradeOn(site, stream);
            String[] guess = {
                // Another address of this machine, and a lie about it.
                "--interface",
                "127.0.0.2",
                "-H",
                "X-Forwarded-For: 198.51.100.9",
                "-X",
                "POST",
                "-d",
                "{}",
                "-H",
                "X-API-Key: a-guess"
            };

            assertThat(site.status("/api/v1/contribute", guess)).isEqualTo(401);
        }
        Filter filter = Filter.read();
        List<String> log = Files.readAllLines(node.dataDirectory().resolve("logs/node.log"));
        assertThat(log.stream().flatMap(line -> filter.culprit(line).stream())).containsExactly("127.0.0.2");
    }

    private static void passesAnUpgradeOn(Site site, EchoStream stream) throws Exception {
        try (SiteConnection connection = SiteConnection.to(site)) {
            BufferedReader in = connection.lines();
            connection.send("GET /events HTTP/1.1\r\nHost: " + Site.STREAM
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + "X-Forwarded-For: 198.51.100.7\r\n\r\n");
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
            assertThat(in.lines().takeWhile(line -> !line.isEmpty()).toList()).contains("Upgrade: websocket");
            connection.send("hello\n");
            assertThat(in.readLine()).isEqualTo("echo hello");
        }
        assertThat(stream.request())
                .contains("GET /events HTTP/1.1", "Upgrade: websocket", "Connection: upgrade", "Host: " + Site.STREAM)
                // What the client says of itself does not get through.
                .contains("X-Forwarded-For: 127.0.0.1")
                .noneMatch(line -> line.contains("198.51.100.7"));
    }
}
