package network.ian.core.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.file.AtomicFile;

/**
 * {@code last_backup.json} in the data directory: when the last whole backup was taken, for the node's metrics. It is no
 * secret, and whoever backs up may be another user than the node's.
 */
public final class LastBackupFile {

    /** File name in the data directory. */
    public static final String NAME = "last_backup.json";

    private static final JsonLimits LIMITS = new JsonLimits(4096, 2);
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private final Path file;

    public LastBackupFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    /** @param takenAtMs when the state that is backed up was taken, milliseconds since the epoch */
    void write(long takenAtMs, Manifest.Kind kind) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", 1);
        json.put("taken_at_ms", takenAtMs);
        json.put("kind", kind.text());
        AtomicFile.write(file, CanonicalJson.encode(NAME, json), READABLE);
    }

    /** When the state was taken, milliseconds since the epoch; 0 if there is no such file, or none that can be read. */
    public long takenAtMs() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LIMITS.maxBytes() + 1);
            return new ObjectReader("", CanonicalJson.parseObject(NAME, content, LIMITS))
                    .integer("taken_at_ms", 0, CanonicalJson.MAX_INTEGER);
        } catch (IOException | MalformedException e) {
            // An alert about a backup that is too old is what an operator should get then.
            return 0;
        }
    }
}
