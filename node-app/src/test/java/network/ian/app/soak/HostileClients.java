package network.ian.app.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import network.ian.app.endtoend.AgentClient;
import network.ian.app.endtoend.NodeProcess;

/** Strangers at the API's port: nonsense in every form, requests that never end, modules that never halt. */
final class HostileClients {

    private static final Path MODULES = Path.of(
            System.getProperty("ian.root", ".."), "wasm/src/test/resources/network/ian/wasm/hostile/modules.txt");
    private static final List<String> CHOSEN =
            List.of("trap-unreachable", "huge-table", "import-wasi-clock", "grow-loop", "recursion", "loop");
    private static final String POST =
            "POST /api/v1/contribute HTTP/1.1\r\nHost: ian\r\nContent-Type: application/json\r\n";
    private static final int PATIENCE_MILLIS = 60_000;

    private final Random random;
    private final List<byte[]> modules;

    HostileClients(long seed) throws IOException {
        this.random = new Random(seed);
        this.modules = modules();
    }

    /** What is no contribution; the answer is a refusal, never a fault of the node. */
    void babble(NodeProcess node) throws IOException {
        String answer = said(node, request());
        assertThat(answer).as("the answer to nonsense").matches("(?s)(HTTP/1\\.1 (4\\d\\d|503) .*)?");
    }

    /** A contribution with a signature that is not the key's, or over other words. */
    void forge(NodeProcess node, byte[] good) {
        String text = new String(good, StandardCharsets.UTF_8);
        var reply = node.api()
                .contribute(text.replaceFirst("\"seed\":\\d+", "\"seed\":" + (1_000_000 + random.nextInt(1_000_000)))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(reply.accepted()).as(reply.text()).isFalse();
        assertThat(reply.status()).as(reply.text()).isIn(200, 400, 429, 503);
    }

    /** A module that traps, asks for too much or never halts: judged, and refused. */
    void harm(NodeProcess node) {
        byte[] module = modules.get(random.nextInt(modules.size()));
        var answer = new AgentClient(node, "127.0.0.1").contribute(module).reply();
        assertThat(answer.accepted()).as(answer.text()).isFalse();
        assertThat(answer.status()).as(answer.text()).isIn(200, 429, 503);
    }

    /** Wrong keys where an operator's is needed. */
    void guess(NodeProcess node) throws IOException {
        assertThat(said(
                        node,
                        "POST /api/v1/admin/goals HTTP/1.1\r\nHost: ian\r\nAuthorization: Bearer guess-"
                                + random.nextLong() + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))
                .matches("(?s)HTTP/1\\.1 (401|403|429) .*");
    }

    /** Begins a request and says no more; the node waits no longer than it must. */
    Socket half(NodeProcess node) throws IOException {
        Socket socket = connect(node);
        String begun = random.nextBoolean() ? POST : POST + "Content-Length: 100000\r\n\r\n{\"goal_id\":";
        socket.getOutputStream()
                .write(begun.substring(0, 1 + random.nextInt(begun.length())).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String request() {
        String body = body();
        int octets = body.getBytes(StandardCharsets.ISO_8859_1).length;
        return switch (random.nextInt(8)) {
            case 0 -> "\0\1\2 nonsense\r\n\r\n";
            case 1 -> POST + "Content-Length: 99999999999\r\nConnection: close\r\n\r\n" + body;
            case 2 -> POST + "Content-Length: 20000000\r\nConnection: close\r\n\r\n" + body;
            case 3 -> POST + "Content-Length: -1\r\nConnection: close\r\n\r\n" + body;
            case 4 -> "GET /api/v1/log/%00..%2f..%2fetc?from=-1 HTTP/1.1\r\nHost: ian\r\nConnection: close\r\n\r\n";
            case 5 ->
                "POST /api/v1/contribute HTTP/1.1\r\nHost: ian\r\nContent-Type: text/xml\r\nContent-Length: " + octets
                        + "\r\nConnection: close\r\n\r\n" + body;
            default -> POST + "Content-Length: " + octets + "\r\nConnection: close\r\n\r\n" + body;
        };
    }

    private String body() {
        return switch (random.nextInt(7)) {
            case 0 -> "{";
            case 1 -> "[".repeat(20_000);
            case 2 -> "{\"goal_id\":\"" + "x".repeat(random.nextInt(100_000)) + "\"}";
            case 3 -> "{\"goal_id\":\"DEMO_TRADING_AGENT\",\"seed\":1e999999999}";
            case 4 -> "{\"goal_id\":\"../../etc/passwd\",\"contributor_id\":\"\\u0000\\u001b[31m\"}";
            case 5 -> "\u00ff\u00fe\u0000";
            default -> "null";
        };
    }

    private String said(NodeProcess node, String request) throws IOException {
        try (Socket socket = connect(node)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer within " + PATIENCE_MILLIS + " ms", e);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static Socket connect(NodeProcess node) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), node.api().address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static List<byte[]> modules() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String line : Files.readAllLines(MODULES)) {
            String[] parts = line.split("\\|", 3);
            if (CHOSEN.contains(parts[0])) {
                all.add(Base64.getDecoder().decode(parts[1]));
            }
        }
        assertThat(all).hasSize(CHOSEN.size());
        return all;
    }
}
