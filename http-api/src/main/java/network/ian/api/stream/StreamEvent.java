package network.ian.api.stream;

import java.util.function.Supplier;
import network.ian.api.http.ApiJson;

/** An event in its place. Encoded once, when the first client gets it, and then shared by all. */
final class StreamEvent implements Message {

    /** Octets that an event is taken to cost before it is encoded; measured ones are between 300 and 700. */
    static final int USUAL_BYTES = 500;

    private final Cursor at;
    private final String type;
    private final Topic topic;
    private final long timestampMs;
    private Supplier<Object> data;
    private byte[] json;

    StreamEvent(Cursor at, Happening happening, long timestampMs) {
        this.at = at;
        this.type = happening.type();
        this.topic = happening.topic();
        this.timestampMs = timestampMs;
        this.data = happening.data();
    }

    /** The fields in their order. */
    private record Json(String type, String channel, String cursor, String goalId, long timestamp, Object data) {}

    Topic topic() {
        return topic;
    }

    long sequence() {
        return at.sequence();
    }

    boolean isEncoded() {
        return json != null;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String cursor() {
        return at.toString();
    }

    @Override
    public byte[] json() {
        if (json == null) {
            String channel = topic.channel() == null ? null : topic.channel().text();
            json = ApiJson.write(new Json(type, channel, cursor(), topic.goalId(), timestampMs, data.get()));
            data = null;
        }
        return json;
    }
}
