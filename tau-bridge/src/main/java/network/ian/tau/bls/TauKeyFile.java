package network.ian.tau.bls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import network.ian.core.codec.Hex;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.Secret;
import network.ian.core.file.AtomicFile;

/**
 * The committer's secret key: 64 hex digits on one line. It is written to a file of mode 0600 and read as a configured secret,
 * whose settings refuse a file that others can read. No error shows the key.
 */
public final class TauKeyFile {

    private static final String SOURCE = "the configured Tau key";
    private static final int DIGITS = 2 * BlsSecretKey.BYTES;

    private TauKeyFile() {}

    /**
     * The key that a configured secret holds; whatever guarded the secret is the configuration's business.
     *
     * @throws TauKeyFileException if it is no key
     */
    public static BlsSecretKey of(Secret secret) throws TauKeyFileException {
        String digits = secret.reveal().strip().toLowerCase(Locale.ROOT);
        if (!Hex.isHex(digits, DIGITS)) {
            throw new TauKeyFileException(SOURCE, "expected " + DIGITS + " hex digits on one line");
        }
        try {
            return BlsSecretKey.of("secret key", Hex.decode("secret key", digits));
        } catch (MalformedException e) {
            throw new TauKeyFileException(SOURCE, e.getMessage());
        }
    }

    /**
     * Makes a key and writes it to {@code file}, durable on return, never readable by others.
     *
     * @throws FileAlreadyExistsException if there is anything at {@code file}: a key is never replaced
     */
    public static BlsSecretKey generate(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString(), null, "a key is never replaced");
        }
        byte[] entropy = new byte[BlsSecretKey.BYTES];
        random.nextBytes(entropy);
        BlsSecretKey key = BlsSecretKey.generate(entropy);
        String line = HexFormat.of().formatHex(key.scalar()) + "\n";
        AtomicFile.write(file, line.getBytes(StandardCharsets.US_ASCII), AtomicFile.OWNER_ONLY);
        return key;
    }
}
