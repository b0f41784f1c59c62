package network.ian.deployment.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.app.endtoend.Api;
import network.ian.app.endtoend.NodeProcess;
import network.ian.deployment.Repository;
import network.ian.deployment.Tool;
import network.ian.deployment.YamlText;

/** A real Prometheus with the configuration that is shipped, except for the targets and a scrape every second. */
final class Prometheus implements AutoCloseable {

    private static final String FOLDER = "docker/prometheus/";

    private final Process process;
    private final Path output;
    private final Api api;

    private Prometheus(Process process, Path output, Api api) {
        this.process = process;
        this.output = output;
        this.api = api;
    }

    /** Starts one that keeps what it has in {@code directory}. */
    static Prometheus start(Path directory, List<NodeProcess> nodes) throws IOException {
        Files.createDirectories(directory);
        Path config = Files.writeString(directory.resolve("prometheus.yml"), YamlText.write(configuration(nodes)));
        Path output = directory.resolve("output.txt");
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        Tool.path("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Prometheus(process, output, new Api(URI.create("http://" + address)));
    }

    /** Whether it answers; fails if it has ended. */
    boolean ready() {
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus has ended:\n" + printed());
        }
        try {
            return api.get("/-/ready").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What a query returns now, one element a series. */
    JsonNode query(String expression) {
        String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return data("/api/v1/query?query=" + encoded).path("result");
    }

    /** Whether a query returns at least one number. */
    boolean hasNumber(String expression) {
        for (JsonNode series : query(expression)) {
            if (!series.path("value").path(1).asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    JsonNode rules() {
        return data("/api/v1/rules").path("groups");
    }

    JsonNode targets() {
        return data("/api/v1/targets?state=active").path("activeTargets");
    }

    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private JsonNode data(String path) {
        return api.get(path).withStatus(200).data();
    }

    private static ObjectNode configuration(List<NodeProcess> nodes) {
        ObjectNode config = YamlText.read(FOLDER + "prometheus.yml");
        ((ObjectNode) config.path("global")).put("scrape_interval", "1s").put("evaluation_interval", "1s");
        ArrayNode rules = config.putArray("rule_files");
        List.of("recording.yml", "alerts.yml")
                .forEach(file -> rules.add(Repository.path(FOLDER + file).toString()));
        ObjectNode job = (ObjectNode) config.path("scrape_configs").path(0);
        job.put("scrape_interval", "1s");
        job.remove("dns_sd_configs");
        ArrayNode targets = ((ObjectNode) job.path("static_configs").path(0)).putArray("targets");
        nodes.forEach(node -> targets.add(node.api().address().getAuthority()));
        return config;
    }

    /** It listens on a port that it is told, and cannot say which one it took. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
