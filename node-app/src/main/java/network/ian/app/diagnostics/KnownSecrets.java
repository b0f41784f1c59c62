package network.ian.app.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import network.ian.api.access.AdminToken;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.Resolved;
import network.ian.core.config.Secret;

/** Every secret that can be read where the command runs: of all settings that are secret, and of the data directory. */
final class KnownSecrets {

    private static final int LONGEST_FILE = 1 << 20;
    private static final int LONG_ENOUGH = 24;
    private static final Pattern LINE_OF_KEY = Pattern.compile("[A-Za-z0-9+/=]{" + LONG_ENOUGH + ",}");
    private static final Pattern LONG_HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private final List<String> problems;
    private final Set<String> found = new LinkedHashSet<>();

    private KnownSecrets(List<String> problems) {
        this.problems = problems;
    }

    /** @param problems takes a line for each file that is there and cannot be read */
    static Set<String> of(LoadedConfig loaded, List<String> problems) {
        KnownSecrets secrets = new KnownSecrets(problems);
        loaded.values().stream().filter(value -> value.setting().secret()).forEach(secrets::ofSetting);
        Path data = loaded.config().node().dataDir();
        secrets.ofText(data.resolve(AdminToken.FILE));
        secrets.ofIdentity(data.resolve("identity.json"));
        secrets.ofTokens(data.resolve("tokens.json"));
        secrets.ofKeys(data.resolve("certs"));
        loaded.values().stream()
                .filter(value -> value.setting().key().endsWith("key_file"))
                .flatMap(value -> value.text().stream())
                .filter(text -> !text.isEmpty())
                .forEach(text -> secrets.ofKey(Path.of(text)));
        return secrets.found;
    }

    private void ofSetting(Resolved<?> value) {
        value.text().ifPresent(found::add);
        value.value().filter(Secret.class::isInstance).ifPresent(secret -> found.add(((Secret) secret).reveal()));
    }

    private void ofText(Path file) {
        String text = read(file).strip();
        if (!text.isEmpty()) {
            found.add(text);
        }
    }

    /** Also of a file that is damaged: whatever looks like the private key. The public parts are in every status. */
    private void ofIdentity(Path file) {
        String text = read(file);
        int key = text.indexOf("private_key");
        if (key >= 0) {
            LONG_HEX.matcher(text.substring(key)).results().limit(1).forEach(hex -> found.add(hex.group()));
        }
    }

    private void ofTokens(Path file) {
        String text = read(file);
        if (text.isEmpty()) {
            return;
        }
        try {
            texts(new ObjectMapper().readTree(text));
        } catch (IOException e) {
            problems.add(file + ": is not JSON, so its texts cannot be told from others");
        }
    }

    private void texts(JsonNode node) {
        if (node.isTextual() && node.textValue().length() >= LONG_ENOUGH) {
            found.add(node.textValue());
        }
        node.forEach(this::texts);
    }

    private void ofKeys(Path directory) {
        List<Path> keys = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory, "*key*")) {
            inside.forEach(keys::add);
        } catch (IOException e) {
            // The listing says that there is no such directory.
            return;
        }
        keys.forEach(this::ofKey);
    }

    private void ofKey(Path pem) {
        read(pem)
                .lines()
                .map(String::strip)
                .filter(line -> LINE_OF_KEY.matcher(line).matches())
                .forEach(found::add);
    }

    private String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            problems.add(file + ": cannot be read, so a copy of its secret elsewhere would not be recognised: "
                    + e.getMessage());
            return "";
        }
    }
}
