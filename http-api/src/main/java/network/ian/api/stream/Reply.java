package network.ian.api.stream;

import java.util.List;
import network.ian.api.http.ApiJson;

/** An answer to one client's message. */
final class Reply implements Message {

    private final String type;
    private final String cursor;
    private final byte[] json;

    private Reply(String type, String cursor, byte[] json) {
        this.type = type;
        this.cursor = cursor;
        this.json = json;
    }

    private record Subscribed(String type, List<String> channels, String goal, String cursor) {}

    private record Bare(String type) {}

    private record Problem(String type, String error) {}

    /** @param cursor that the client would resume with if it were cut off now */
    static Reply subscribed(Filter filter, Cursor cursor) {
        Subscribed json = new Subscribed(
                "subscribed", Channel.texts(filter.channels()), filter.goal().orElse(null), cursor.toString());
        return new Reply(json.type(), json.cursor(), ApiJson.write(json));
    }

    static Reply unsubscribed() {
        return bare("unsubscribed");
    }

    static Reply pong() {
        return bare("pong");
    }

    /** @param sentence names what was wrong */
    static Reply error(String sentence) {
        return new Reply("error", null, ApiJson.write(new Problem("error", sentence)));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String cursor() {
        return cursor;
    }

    @Override
    public byte[] json() {
        return json;
    }

    private static Reply bare(String type) {
        return new Reply(type, null, ApiJson.write(new Bare(type)));
    }
}
