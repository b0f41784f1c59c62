package network.ian.core.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.Hex;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.SigningKey;
import network.ian.core.file.AtomicFile;

/**
 * {@code identity.json}: {@code node_id}, {@code public_key} and {@code private_key} (the 32-byte seed) in lower-case hex,
 * mode 0600. A file that others can read, or whose parts do not fit together, is refused and never repaired.
 */
public final class IdentityFile {

    private static final String NODE_ID = "node_id";
    private static final String PUBLIC_KEY = "public_key";
    private static final String PRIVATE_KEY = "private_key";
    private static final List<String> FIELDS = List.of(NODE_ID, PUBLIC_KEY, PRIVATE_KEY);
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final JsonLimits LIMITS = new JsonLimits(4096, 1);

    private IdentityFile() {}

    /**
     * The identity in {@code file}, created there on the first start. Two processes must not do this at once: callers hold
     * the data directory's lock.
     *
     * @throws IdentityFileException if the file is there but must not be used
     * @throws IOException if it cannot be read or written
     */
    public static NodeIdentity loadOrCreate(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.write(file, encode(SigningKey.generate(random)), MODE);
        }
        return load(file);
    }

    /**
     * The identity in {@code file}; never creates one.
     *
     * @throws IdentityFileException if the file is missing or must not be used
     * @throws IOException if it cannot be read
     */
    public static NodeIdentity load(Path file) throws IOException {
        requireRegularFile(file);
        requirePrivate(file);
        return decode(file, read(file));
    }

    private static void requireRegularFile(Path file) throws IdentityFileException {
        if (Files.isDirectory(file)) {
            throw new IdentityFileException(file, "is a directory, expected an identity file");
        }
        if (!Files.exists(file)) {
            boolean link = Files.isSymbolicLink(file);
            throw new IdentityFileException(file, link ? "is a symbolic link to nothing" : "no such identity file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IdentityFileException(file, "is not a regular file");
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(mode)) {
            throw new IdentityFileException(
                    file,
                    "holds a private key but group or others have access, mode " + octal(mode)
                            + "; mend it with: chmod 600 " + file);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LIMITS.maxBytes() + 1);
            if (content.length == 0) {
                throw new IdentityFileException(
                        file, "is empty; restore it from a backup, or remove it for a new identity");
            }
            if (content.length > LIMITS.maxBytes()) {
                throw new IdentityFileException(file, "is longer than " + LIMITS.maxBytes() + " bytes");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new IdentityFileException(file, "no such identity file");
        }
    }

    private static NodeIdentity decode(Path file, byte[] content) throws IdentityFileException {
        ObjectNode object = parse(file, content);
        for (String field : FIELDS) {
            if (!object.has(field)) {
                throw new IdentityFileException(file, field + ": missing");
            }
        }
        for (String field : (Iterable<String>) object::fieldNames) {
            if (!FIELDS.contains(field)) {
                throw new IdentityFileException(file, field + ": unknown field");
            }
        }
        String nodeId = text(file, object, NODE_ID);
        String publicKey = text(file, object, PUBLIC_KEY);
        SigningKey key = SigningKey.fromSeed(Hex.decode(PRIVATE_KEY, text(file, object, PRIVATE_KEY)));
        NodeIdentity identity = new NodeIdentity(key);
        if (!publicKey.equals(identity.publicKey().hex())) {
            throw new IdentityFileException(file, PUBLIC_KEY + ": does not belong to " + PRIVATE_KEY);
        }
        if (!nodeId.equals(identity.nodeId())) {
            throw new IdentityFileException(file, NODE_ID + ": is not the SHA-256 of " + PUBLIC_KEY);
        }
        return identity;
    }

    private static ObjectNode parse(Path file, byte[] content) throws IdentityFileException {
        try {
            return CanonicalJson.parseObject("identity", content, LIMITS);
        } catch (MalformedException e) {
            // The parser's own text may quote the private key.
            throw new IdentityFileException(file, "is not a JSON object of " + String.join(", ", FIELDS));
        }
    }

    private static String text(Path file, ObjectNode object, String field) throws IdentityFileException {
        JsonNode value = object.get(field);
        if (!value.isTextual() || !Hex.isHex(value.textValue(), 64)) {
            throw new IdentityFileException(file, field + ": expected 64 lower-case hex digits");
        }
        return value.textValue();
    }

    private static byte[] encode(SigningKey key) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(NODE_ID, NodeIdentity.idOf(key.publicKey()));
        object.put(PUBLIC_KEY, key.publicKey().hex());
        object.put(PRIVATE_KEY, HexFormat.of().formatHex(key.seed()));
        return CanonicalJson.encode("identity", object);
    }

    private static String octal(Set<PosixFilePermission> mode) {
        int bits = 0;
        for (char flag : PosixFilePermissions.toString(mode).toCharArray()) {
            bits = (bits << 1) | (flag == '-' ? 0 : 1);
        }
        return String.format("%04o", bits);
    }
}
