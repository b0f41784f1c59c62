package network.ian.core.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the member {@code version} of a file that holds a JSON object, and nothing else of it. */
public final class JsonVersion {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String VERSION = "version";

    private JsonVersion() {}

    /**
     * The format of a file; empty if there is no such file, or it names no version: whoever reads the file says what is wrong.
     *
     * @param known newest version that this program reads
     * @throws IOException if it cannot be read
     */
    public static Optional<StoredFormat> of(Path file, int known) throws IOException {
        OptionalLong found = Files.isRegularFile(file) ? read(file) : OptionalLong.empty();
        return found.isPresent() ? Optional.of(new StoredFormat(file, found.getAsLong(), known)) : Optional.empty();
    }

    private static OptionalLong read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return OptionalLong.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean version = VERSION.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (version) {
                    return value == JsonToken.VALUE_NUMBER_INT
                            ? OptionalLong.of(parser.getLongValue())
                            : OptionalLong.empty();
                }
                parser.skipChildren();
            }
            return OptionalLong.empty();
        } catch (JsonProcessingException e) {
            return OptionalLong.empty();
        }
    }
}
