package network.ian.api.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import network.ian.core.config.Secret;
import network.ian.core.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token that lets whoever can read the data directory make admin calls. New at every start. */
public final class AdminToken {

    /** File name in the data directory; mode 0600. */
    public static final String FILE = "admin.token";

    private static final Logger LOG = LoggerFactory.getLogger(AdminToken.class);
    private static final int BYTES = 32;

    private AdminToken() {}

    /**
     * Draws a token and writes it as 64 hex digits and a line feed. A full disk keeps nobody from reading what the node
     * has: then the token stays unwritten, so that nobody knows it, and the log says so.
     */
    public static Secret create(Path dataDirectory, SecureRandom entropy) {
        byte[] octets = new byte[BYTES];
        entropy.nextBytes(octets);
        String token = HexFormat.of().formatHex(octets);
        Path file = dataDirectory.resolve(FILE);
        try {
            AtomicFile.write(file, (token + "\n").getBytes(StandardCharsets.US_ASCII), AtomicFile.OWNER_ONLY);
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}): no admin calls with it until the next start", file, e.getMessage());
        }
        return new Secret(token);
    }
}
