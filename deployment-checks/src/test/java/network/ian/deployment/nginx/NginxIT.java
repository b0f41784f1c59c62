package network.ian.deployment.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.core.config.ApiSettings;
import network.ian.deployment.Output;
import network.ian.deployment.Repository;
import network.ian.deployment.kubernetes.ServedPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example for nginx, in front of a real node: what it passes on, what it keeps to itself, and what it holds off. */
class NginxIT {

    private static final List<String> JSON = List.of("-H", "Content-Type: application/json");

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void itServesANodeAndKeepsItsAdministrationToItself() throws Exception {
        NodeProcess node = machine.node().start();
        // One node is enough for this, too.
        assertThat(ServedPaths.problems(
                        node.api().get("/api/v1/openapi.json").withStatus(200).json()))
                .isEmpty();
        int port = node.api().address().getPort();
        int stream = node.api()
                .get("/api/v1/info")
                .withStatus(200)
                .json()
                .at("/data/stream_port")
                .asInt();
        try (Site site = Site.prepare(machine.path("site"), port, stream)) {
            site.start();

            reads(site);
            refusesWhatIsNotForOutside(site, node);
            refusesLongBodies(site);
            redirectsToTls(site);
            smugglesNothing(site);
            passesTheStreamOn(site);
            passesServerSentEventsOnAtOnce(site);
            slowsDown(site);
        }
    }

    @Test
    void theLongestBodyIsTheNodes() {
        assertThat(Repository.read("deploy/nginx/ian.conf"))
                .contains("client_max_body_size " + ApiSettings.MAX_BODY_BYTES.defaultText() + ";");
        assertThat(Repository.read("kubernetes/components/ingress/ingress.yaml"))
                .contains("proxy-body-size: \"" + ApiSettings.MAX_BODY_BYTES.defaultText() + "\"");
    }

    private static void reads(Site site) {
        assertThat(site.curl("/health").requireSuccess().text()).isEqualTo("OK");
        assertThat(site.status("/health/ready")).isEqualTo(200);
        assertThat(site.curl("/api/v1/goals").requireSuccess().text()).contains("\"success\":true");
        assertThat(site.curl("/api/v1/openapi.json", "--http2", "-D", "-", "-o", "/dev/null")
                        .text())
                .startsWith("HTTP/2 200")
                .containsIgnoringCase("strict-transport-security");
    }

    private static void refusesWhatIsNotForOutside(Site site, NodeProcess node) throws Exception {
        String token =
                Files.readString(node.dataDirectory().resolve("admin.token")).strip();
        String[] asAdmin = {"-X", "POST", "-H", "Authorization: Bearer " + token, "--path-as-is"};

        assertThat(direct(node, "/api/v1/admin/save", asAdmin)).isEqualTo(200);
        for (String path : List.of(
                "/api/v1/admin/save",
                "/api/v1/%61dmin/save",
                "/api/v1//admin/save",
                "//api/v1/admin/save",
                "/api/v1/x/../admin/save",
                "/health/../api/v1/admin/save",
                "/api/v1;a=b/admin/save",
                "/api/v1%3Ba/admin/save",
                "/api/v1/admin;a/save")) {
            assertThat(site.status(path, asAdmin)).as(path).isIn(403, 404);
        }
        assertThat(direct(node, "/metrics")).isEqualTo(200);
        for (String path : List.of("/metrics", "/%6Detrics", "//metrics", "/metrics?x=1", "/metrics;x")) {
            assertThat(site.status(path)).as(path).isIn(403, 404);
        }
    }

    private void refusesLongBodies(Site site) throws Exception {
        int longest = Integer.parseInt(ApiSettings.MAX_BODY_BYTES.defaultText());
        Path body = machine.path("body");
        byte[] content = new byte[longest + 1];
        Arrays.fill(content, (byte) ' ');
        Files.write(body, content);
        String[] post = {"-X", "POST", JSON.get(0), JSON.get(1), "-H", "Expect:", "--data-binary", "@" + body};

        assertThat(site.status("/api/v1/contribute", post)).isEqualTo(413);
        Files.write(body, Arrays.copyOf(content, longest));
        // The node's own word: there is no JSON in it.
        assertThat(site.status("/api/v1/contribute", post)).isEqualTo(400);
    }

    private static void redirectsToTls(Site site) {
        String address = "http://127.0.0.1:" + site.plainPort() + "/api/v1/goals";
        Output answer = Output.of(new ProcessBuilder(
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code} %{redirect_url}",
                "-H",
                "Host: " + Site.NAME,
                address));
        assertThat(answer.text()).isEqualTo("308 https://" + Site.NAME + "/api/v1/goals");
        assertThat(site.curl("/health", "--tls-max", "1.1").exitCode()).isNotZero();
    }

    /** Wherever nginx and the node think that a request ends, what is hidden in it is not served. */
    private static void smugglesNothing(Site site) throws Exception {
        String host = "Host: " + Site.NAME + "\r\n";
        String hidden = "GET /metrics HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n";
        for (String framing : List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nContent-Length: " + (5 + hidden.length()),
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: chunked\nContent-Length: " + (5 + hidden.length()),
                "Transfer-Encoding: chunked")) {
            try (SiteConnection connection = SiteConnection.to(site)) {
                connection.send("POST /api/v1/contribute HTTP/1.1\r\n" + host + framing + "\r\n\r\n0\r\n\r\n" + hidden);
                assertThat(connection.all()).as(framing).startsWith("HTTP/1.1 ").doesNotContain("# TYPE");
            }
            assertThat(site.curl("/api/v1/goals").requireSuccess().text()).contains("\"success\":true");
        }
    }

    /** A WebSocket through nginx to the node's own stream port. */
    private static void passesTheStreamOn(Site site) throws Exception {
        try (SiteConnection connection = SiteConnection.to(site)) {
            connection.send("GET /subscribe HTTP/1.1\r\nHost: " + Site.STREAM + "\r\nOrigin: https://" + Site.STREAM
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            String head = connection.until("\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            // A masked text frame whose mask is zero.
            String ping = "{\"type\":\"ping\"}";
            connection.send("\u0081" + (char) (0x80 | ping.length()) + "\0\0\0\0" + ping);
            assertThat(connection.until("}")).endsWith("{\"type\":\"pong\"}");
        }
    }

    /** What came within seconds of an answer that does not end, and is far smaller than nginx's buffers. */
    private static void passesServerSentEventsOnAtOnce(Site site) {
        Output cutOff = site.curl("/api/v1/stream?channels=tau", "--max-time", "3", "-i");
        assertThat(cutOff.text())
                .containsIgnoringCase("content-type: text/event-stream")
                .contains("event: subscribed")
                .contains("\"channels\":[\"tau\"]");
        assertThat(cutOff.exitCode()).as("curl's own for a time-out").isEqualTo(28);
    }

    /** 5 a second and 20 at once: of 200 most are refused, however slow this machine is. */
    private static void slowsDown(Site site) {
        String answers = site.curl(
                        "/api/v1/contribute?n=[1-200]",
                        "-Z",
                        "-X",
                        "POST",
                        JSON.get(0),
                        JSON.get(1),
                        "-d",
                        "{}",
                        "-o",
                        "/dev/null",
                        "-w",
                        "code=%{http_code}\\n")
                .text();
        // It shows its progress between the lines.
        List<String> codes = Pattern.compile("code=(\\d+)")
                .matcher(answers)
                .results()
                .map(code -> code.group(1))
                .toList();
        System.out.println("of 200 contributions at once nginx refused "
                + codes.stream().filter("429"::equals).count());
        assertThat(codes).hasSize(200).contains("429", "400").containsOnly("429", "400");
    }

    private static int direct(NodeProcess node, String path, String... options) {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}"));
        command.addAll(List.of(options));
        command.add(node.api().address() + path);
        return Integer.parseInt(
                Output.of(new ProcessBuilder(command)).requireSuccess().text());
    }
}
