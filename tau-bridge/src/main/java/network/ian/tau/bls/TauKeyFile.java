package network.ian.tau.bls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import network.ian.core.codec.Hex;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.Secret;
import network.ian.core.state.AtomicFile;

/**
 * The committer's secret key: 64 hex digits on one line, in a file of mode 0600 or in a configured secret. A file that others
 * can read is refused and never repaired. No error shows the key.
 */
public final class TauKeyFile {

    private static final int DIGITS = 2 * BlsSecretKey.BYTES;
    private static final int LONGEST = 256;

    private TauKeyFile() {}

    /**
     * The key in {@code file}; a symbolic link is followed.
     *
     * @throws TauKeyFileException if the file is missing, accessible to more than its owner's reading and writing, or holds
     *     no key
     * @throws IOException if it cannot be read
     */
    public static BlsSecretKey load(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new TauKeyFileException(
                    file.toString(), Files.exists(file) ? "is not a regular file" : "no such key file");
        }
        requirePrivate(file);
        try (InputStream in = Files.newInputStream(file)) {
            return decode(file.toString(), new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
        }
    }

    /**
     * The key that a configured secret holds; whatever guarded the secret is the configuration's business.
     *
     * @throws TauKeyFileException if it is no key
     */
    public static BlsSecretKey of(Secret secret) throws TauKeyFileException {
        return decode("the configured Tau key", secret.reveal());
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

    private static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!AtomicFile.OWNER_ONLY.containsAll(mode)) {
            throw new TauKeyFileException(
                    file.toString(),
                    "holds a secret key and has mode " + octal(mode) + ", expected 0600; mend it with: chmod 600 "
                            + file);
        }
    }

    private static BlsSecretKey decode(String source, String text) throws TauKeyFileException {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!Hex.isHex(digits, DIGITS)) {
            throw new TauKeyFileException(source, "expected " + DIGITS + " hex digits on one line");
        }
        try {
            return BlsSecretKey.of("secret key", Hex.decode("secret key", digits));
        } catch (MalformedException e) {
            throw new TauKeyFileException(source, e.getMessage());
        }
    }

    private static String octal(Set<PosixFilePermission> mode) {
        int bits = 0;
        for (char flag : PosixFilePermissions.toString(mode).toCharArray()) {
            bits = (bits << 1) | (flag == '-' ? 0 : 1);
        }
        return String.format(Locale.ROOT, "%04o", bits);
    }
}
