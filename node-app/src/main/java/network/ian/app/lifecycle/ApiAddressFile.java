package network.ian.app.lifecycle;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.file.AtomicFile;

/**
 * {@code <data dir>/api.address}: where a running node's API listens, so that commands find a node whose port the system
 * chose. A node that was killed leaves it behind.
 */
public final class ApiAddressFile {

    /** File name in the data directory. */
    public static final String NAME = "api.address";

    private static final int LONGEST = 512;

    private final Path file;

    public ApiAddressFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    public Path path() {
        return file;
    }

    /** Says where the API listens. */
    public void write(URI address) throws IOException {
        AtomicFile.write(file, (address + "\n").getBytes(StandardCharsets.US_ASCII), AtomicFile.OWNER_ONLY);
    }

    /** The address in the file; empty if there is no file, or none that names an address. */
    public Optional<URI> read() throws IOException {
        try {
            if (Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            return Optional.of(
                    new URI(Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (NoSuchFileException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
