package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import network.ian.app.Invocation;
import network.ian.app.diagnostics.SecretForms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node with every secret there is, at its most talkative level, with a umask of 000, among clients that provoke errors:
 * no secret is in anything that it says, and nothing that it makes is open to other users.
 */
class SecretsIT {

    private static final String GOAL = "DEMO_TRADING_AGENT";
    private static final Set<PosixFilePermission> OF_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** What others may read, and why. */
    private static final Map<String, String> READABLE = Map.of(
            "certs/node_cert.pem", "rw-r--r--", // every peer is shown it
            "last_backup.json", "rw-r--r--", // a time, for whoever takes the backups
            "logs/node.log", "rw-r-----"); // collectors of logs are other users

    @RegisterExtension
    final Machine machine = new Machine();

    private final Map<String, byte[]> secrets = new LinkedHashMap<>();
    private final Map<String, String> said = new TreeMap<>();
    private String apiKey;

    @Test
    void noSecretIsSaidAndNothingIsOpenToOthers() throws Exception {
        NodeProcess node = start();
        Path data = node.dataDirectory();
        collectSecrets(data);
        provoke(node);
        ask(node);
        for (List<String> command : List.of(
                List.of("doctor", "--json"),
                List.of("config", "show"),
                List.of("token", "list", "--json"),
                List.of("cert", "show", "--json"),
                List.of("backup", "create", "--output", machine.path("b.tar.gz").toString()),
                List.of("tau", "status"))) {
            command(data, command);
        }
        said.put("command line", commandLine(node));
        node.stop();
        said.put("node.log", Files.readString(data.resolve("logs/node.log")));
        said.put("stdout", node.log().toString());
        assertThat(said.get("node.log")).contains("DEBUG").contains("Authentication failed");
        said.forEach((what, text) -> assertThat(found(text)).as(what).isEmpty());
        assertThat(openToOthers(data)).isEmpty();
    }

    private NodeProcess start() throws IOException {
        SecureRandom random = new SecureRandom();
        apiKey = "key-" + hex(random);
        String tauKey = "1f" + hex(random).substring(2);
        plant("IAN_API_KEY", apiKey);
        plant("IAN_TAU_KEY", tauKey);
        NodeProcess node = machine.node(
                "--log-level", "DEBUG", "--api-protect-reads", "--tau-host", "127.0.0.1", "--tau-port", "1");
        writeTls();
        List<String> prefix = List.of(
                "env",
                "IAN_API_KEY=" + apiKey,
                "IAN_TAU_KEY=" + tauKey,
                "IAN_API_TLS_CERT_FILE=" + machine.path("tls/node_cert.pem"),
                "IAN_API_TLS_KEY_FILE=" + machine.path("tls/node_key.pem"),
                "sh",
                "-c",
                "umask 000; exec \"$@\"",
                "sh");
        return node.at(new NodeProcess.Place(prefix, "127.0.0.1", "127.0.0.1")).startListening();
    }

    /** The API serves with what the program makes for another identity. */
    private void writeTls() throws IOException {
        Path other = Files.createDirectories(machine.path("other"));
        ian("keygen", "-o", other.resolve("identity.json").toString());
        ian("cert", "new", "--output-dir", machine.path("tls").toString(), "--data-dir", other.toString());
        secrets.put("API's TLS key", line(machine.path("tls/node_key.pem")));
    }

    private void collectSecrets(Path data) throws IOException {
        secrets.put("peers' TLS key", line(data.resolve("certs/node_key.pem")));
        plant("admin.token", Files.readString(data.resolve("admin.token")).strip());
        String identity = Json.parse(Files.readString(data.resolve("identity.json")))
                .path("private_key")
                .asText();
        plant("identity", identity);
        Invocation made =
                ian("token", "create", "--scope", "read", "--name", "seen", "--json", "--data-dir", data.toString());
        String token = Json.parse(made.out()).path("token").asText();
        plant("token", token.substring(token.lastIndexOf('_') + 1));
        plant("a wrong key", "wrong-" + hex(new SecureRandom()));
    }

    /** In this process: another one would take a second each. */
    private Invocation ian(String... arguments) {
        return Invocation.run(machine.path("home"), Map.of(), arguments);
    }

    /** Good and bad credentials in every place where a client may put one, in requests that fail. */
    private void provoke(NodeProcess node) throws Exception {
        String wrong = text("a wrong key");
        String token = text("token");
        for (String secret : List.of(apiKey, wrong, text("admin.token"), token)) {
            send(node, "GET", "/api/v1/log/" + GOAL + "?from=x", "Authorization", "Bearer " + secret);
            send(node, "GET", "/api/v1/no/such/path", "X-API-Key", secret);
            send(node, "POST", "/api/v1/contribute", "X-API-Key", secret);
            send(node, "POST", "/api/v1/admin/save", "Authorization", "Basic " + secret);
            send(node, "POST", "/api/v1/admin/goals", "Authorization", "bearer  " + secret);
            send(node, "TRACE", "/", "Authorization", "Bearer " + secret);
        }
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), node.api().address().getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nAuthorization: Bearer " + apiKey + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private void ask(NodeProcess node) throws Exception {
        for (String path : List.of(
                "/metrics",
                "/health",
                "/health/ready",
                "/status",
                "/api/v1/info",
                "/api/v1/peers",
                "/api/v1/tau",
                "/api/v1/whoami",
                "/api/v1/admin/tokens",
                "/api/v1/admin/diagnostics",
                "/api/v1/openapi.json",
                "/api/v1/status/" + GOAL)) {
            send(node, "GET", path, "Authorization", "Bearer " + apiKey);
        }
        assertThat(said).hasSizeGreaterThan(20);
    }

    private void send(NodeProcess node, String method, String path, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.api().address() + path))
                .timeout(Duration.ofSeconds(40))
                .header(header, value)
                .header("Content-Type", "application/json")
                .method(method, method.equals("POST") ? BodyPublishers.ofString("{\"x\":") : BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = believing().send(request, HttpResponse.BodyHandlers.ofString());
        said.put(
                method + " " + path + " " + header + " " + said.size(),
                answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    }

    private void command(Path data, List<String> command) throws IOException {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--data-dir", data.toString()));
        Invocation finished = ian(arguments.toArray(String[]::new));
        assertThat(finished.out() + finished.err()).as(command.toString()).isNotBlank();
        said.put("ian " + String.join(" ", command), finished.out() + finished.err());
    }

    private static String commandLine(NodeProcess node) throws IOException {
        return Files.readString(Path.of("/proc/" + node.pid() + "/cmdline")).replace('\0', ' ');
    }

    private List<String> found(String text) {
        List<String> found = new ArrayList<>();
        secrets.forEach((what, secret) -> SecretForms.of(secret).forEach((how, form) -> {
            if (text.contains(form)) {
                found.add(what + " as " + how);
            }
        }));
        return found;
    }

    private static List<String> openToOthers(Path data) throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.toList()) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
                String name = data.relativize(file).toString();
                String text = PosixFilePermissions.toString(mode);
                if (!OF_OWNER.containsAll(mode) && !text.equals(READABLE.get(name))) {
                    open.add(name + " " + text);
                }
            }
        }
        return open;
    }

    private static HttpClient believing() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Believing()}, null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    /** Whose certificate it is does not matter here. */
    private static final class Believing extends javax.net.ssl.X509ExtendedTrustManager implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private String text(String what) {
        return new String(secrets.get(what), StandardCharsets.US_ASCII);
    }

    private void plant(String what, String secret) {
        secrets.put(what, secret.getBytes(StandardCharsets.US_ASCII));
    }

    /** The first line of a PEM file's body holds only the kind of the key; the last all of an Ed25519 key but a few bits. */
    private static byte[] line(Path pem) throws IOException {
        return Files.readAllLines(pem).stream()
                .filter(text -> !text.startsWith("-----"))
                .reduce((before, last) -> last)
                .orElseThrow()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(SecureRandom random) {
        byte[] octets = new byte[32];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
