package network.ian.api.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages that go out together; often the same to many clients. Not thread-safe: the hub's thread makes it. */
final class Chunk {

    static final Chunk EMPTY = new Chunk(List.of(), 0);

    private final List<Message> messages;
    private final int bytes;
    private byte[] eventStream;

    /** @param bytes octets of their JSON */
    Chunk(List<Message> messages, int bytes) {
        this.messages = List.copyOf(messages);
        this.bytes = bytes;
    }

    static Chunk of(List<Message> messages) {
        return new Chunk(
                messages,
                messages.stream().mapToInt(message -> message.json().length).sum());
    }

    List<Message> messages() {
        return messages;
    }

    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** As Server-Sent Events (WHATWG HTML, section 9.2); made once. Never changed afterwards. */
    byte[] eventStream() {
        if (eventStream == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes + 80 * messages.size());
            messages.forEach(message -> write(message, out));
            eventStream = out.toByteArray();
        }
        return eventStream;
    }

    private static void write(Message message, ByteArrayOutputStream out) {
        String cursor = message.cursor();
        String head = "event: " + message.type() + "\n" + (cursor == null ? "" : "id: " + cursor + "\n") + "data: ";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        // JSON as it is written here has no line breaks.
        out.writeBytes(message.json());
        out.write('\n');
        out.write('\n');
    }
}
