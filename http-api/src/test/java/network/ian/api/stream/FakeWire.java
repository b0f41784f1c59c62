package network.ian.api.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.ian.api.http.ApiJson;

/** A connection as a test wants it: writes finish at once, or never. */
final class FakeWire implements Wire {

    final StreamClient client;
    final List<Message> raw = new ArrayList<>();
    final List<Integer> writes = new ArrayList<>();
    Ending ending;
    boolean aborted;
    boolean stuck;
    boolean broken;
    int pings;
    private final Transport transport;

    FakeWire(StreamClient client, Transport transport) {
        this.client = client;
        this.transport = transport;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public long send(Chunk chunk, boolean ping) {
        if (aborted || broken) {
            throw new IllegalStateException("written to after the end");
        }
        raw.addAll(chunk.messages());
        writes.add(chunk.bytes());
        pings += ping ? 1 : 0;
        if (!stuck) {
            client.sent();
        }
        return chunk.bytes();
    }

    @Override
    public void end(Ending why) {
        ending = why;
    }

    @Override
    public void abort() {
        if (broken) {
            throw new IllegalStateException("cannot be cut off");
        }
        aborted = true;
        client.gone();
    }

    List<JsonNode> messages() {
        return raw.stream().map(message -> ApiJson.parseOwn(message.json())).toList();
    }

    List<String> types() {
        return raw.stream().map(Message::type).toList();
    }

    /** Sequences of the events that are not gaps. */
    List<Long> sequences() {
        return raw.stream()
                .filter(message -> message.type().equals("contribution_added"))
                .map(message -> Cursor.parse("cursor", message.cursor()).sequence())
                .toList();
    }

    /** The field {@code data.n} of the events of {@link TestHub#happen}. */
    List<Integer> numbers() {
        return messages().stream()
                .filter(message -> message.at("/data/n").isInt())
                .map(message -> message.at("/data/n").asInt())
                .toList();
    }

    JsonNode last(String type) {
        return messages().stream()
                .filter(message -> message.get("type").asText().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + type + " in " + types()));
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
