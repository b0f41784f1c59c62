package network.ian.api.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import network.ian.core.config.Secret;
import network.ian.core.state.AtomicFile;

/** The token that lets whoever can read the data directory make admin calls. New at every start. */
public final class AdminToken {

    /** File name in the data directory; mode 0600. */
    public static final String FILE = "admin.token";

    private static final int BYTES = 32;

    private AdminToken() {}

    /** Draws a token and writes it as 64 hex digits and a line feed. */
    public static Secret create(Path dataDirectory, SecureRandom entropy) throws IOException {
        byte[] octets = new byte[BYTES];
        entropy.nextBytes(octets);
        String token = HexFormat.of().formatHex(octets);
        AtomicFile.write(
                dataDirectory.resolve(FILE), (token + "\n").getBytes(StandardCharsets.US_ASCII), AtomicFile.OWNER_ONLY);
        return new Secret(token);
    }
}
