package network.ian.app.goal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the fields of a JSON document stand, by dotted path as errors name them. */
final class Places {

    private static final int MOST_FIELDS = 10_000;

    /** Longer than any path that a specification has. Without it the paths of a hostile document are longer than memory. */
    private static final int LONGEST_PATH = 512;

    private final Map<String, Place> byPath = new HashMap<>();

    /** Both from 1; columns count characters. */
    record Place(int line, int column) {}

    private Places() {}

    /** As far as {@code json} can be read. */
    static Places of(byte[] json) {
        Places places = new Places();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != null) {
                places.value(parser, "");
            }
        } catch (IOException e) {
            // Whoever decodes it says what is wrong; what was found until there may help all the same.
            return places;
        }
        return places;
    }

    /** Where a field stands, or the object that it is missing from; empty if the path is not about the document. */
    Optional<Place> of(String path) {
        if (byPath.containsKey(path)) {
            return Optional.of(byPath.get(path));
        }
        int end = path.lastIndexOf('.');
        return Optional.ofNullable(byPath.get(end < 0 ? "" : path.substring(0, end)));
    }

    private void value(JsonParser parser, String path) throws IOException {
        note(parser, path);
        if (path.length() > LONGEST_PATH || byPath.size() == MOST_FIELDS) {
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(parser, path + "[" + i + "]");
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String below = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
                note(parser, below);
                parser.nextToken();
                value(parser, below);
            }
        }
    }

    private void note(JsonParser parser, String path) {
        if (byPath.size() < MOST_FIELDS && path.length() <= LONGEST_PATH) {
            var at = parser.currentTokenLocation();
            byPath.putIfAbsent(path, new Place(at.getLineNr(), at.getColumnNr()));
        }
    }
}
