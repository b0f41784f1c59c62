package network.ian.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether every API token ends some day. */
final class TokenCheck {

    private static final int LONGEST_FILE = 16 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenCheck() {}

    static Finding run(Path data) {
        Path file = data.resolve("tokens.json");
        if (!Files.exists(file)) {
            return Finding.skip("tokens", "there is no tokens.json");
        }
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new IOException("larger than 16 MiB");
            }
            return judge(JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            return Finding.fail(
                    "tokens",
                    "tokens.json cannot be read: " + e.getMessage(),
                    "Restore it from a backup, or remove it and make new tokens with 'ian token create'.");
        }
    }

    private static Finding judge(JsonNode document) throws IOException {
        JsonNode tokens = document.path("tokens");
        if (!tokens.isObject()) {
            throw new IOException("it has no object \"tokens\"");
        }
        List<String> endless = new ArrayList<>();
        tokens.properties().forEach(token -> {
            if (!token.getValue().path("expires_ms").isNumber()) {
                endless.add(token.getValue().path("name").asText(token.getKey()));
            }
        });
        return endless.isEmpty()
                ? Finding.ok("tokens", tokens.size() + " tokens, all of them expire")
                : Finding.warn(
                        "tokens",
                        "without expiry: " + String.join(", ", endless),
                        "Replace them by ones that expire: ian token rotate.");
    }
}
