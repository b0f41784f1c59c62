package network.ian.deployment.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.core.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** fail2ban's filter finds what a real node writes. */
class FirewallIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void theFilterFindsTheLineThatANodeWrites() throws Exception {
        assumeTrue(
                Settings.ALL.stream().anyMatch(setting -> setting.key().equals("api.trusted_proxies")),
                "this node does not log failed authentication yet");
        NodeProcess node = machine.node().start();
        URI admin = URI.create(node.api().address() + "/api/v1/admin/save");
        HttpRequest guess = HttpRequest.newBuilder(admin)
                .header("Authorization", "Bearer not-the-token")
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(guess, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);

        Filter filter = Filter.read();
        List<String> log = Files.readAllLines(node.dataDirectory().resolve("logs/node.log"));
        assertThat(log.stream().flatMap(line -> filter.culprit(line).stream())).containsExactly("127.0.0.1");
    }
}
