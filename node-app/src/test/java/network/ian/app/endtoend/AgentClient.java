package network.ian.app.endtoend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.wasm.trading.WasmDemoGoal;

/** Somebody at an address of the network, behind a proxy that the node trusts, who submits WebAssembly agents. Thread-safe. */
public final class AgentClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final AtomicLong NEXT = new AtomicLong();

    private final URI door;
    private final String address;

    public AgentClient(NodeProcess node, String address) {
        this.door = URI.create(node.api().address() + "/api/v1/contribute");
        this.address = address;
    }

    /**
     * What the node answered.
     *
     * @param retryAfter seconds; empty if the answer has no such header
     */
    public record Answer(Reply reply, OptionalInt retryAfter, Duration took) {

        public String rejection() {
            return reply.data().path("rejection_type").asText("");
        }
    }

    /** Submits a module under a name that nobody had, with a custom section that tells it from all others. */
    public Answer contribute(byte[] wasm) {
        long number = NEXT.getAndIncrement();
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(json("stranger-" + number, marked(wasm, number))))
                .build();
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            OptionalInt retryAfter = response.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> OptionalInt.of(Integer.parseInt(seconds)))
                    .orElse(OptionalInt.empty());
            return new Answer(new Reply("POST " + door, response.statusCode(), response.body()), retryAfter, took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static byte[] marked(byte[] wasm, long number) {
        byte[] head = {0, 2 + Long.BYTES, 1, 'n'};
        return ByteBuffer.allocate(wasm.length + head.length + Long.BYTES)
                .put(wasm)
                .put(head)
                .putLong(number)
                .array();
    }

    private static String json(String contributor, byte[] wasm) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("goal_id", WasmDemoGoal.ID)
                .put("contributor_id", contributor)
                .put("seed", 0);
        request.putObject("proofs");
        ObjectNode pack = request.putObject("agent_pack").put("version", "1");
        pack.put("parameters", Base64.getEncoder().encodeToString(wasm));
        pack.putObject("metadata");
        return request.toString();
    }
}
