package network.ian.core.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.codec.PrintableText;
import network.ian.core.crypto.Hash;
import network.ian.core.file.AtomicFile;
import network.ian.core.state.NewerFormatException;

/**
 * {@code tokens.json} in the data directory, mode 0600: {@code {"version":1,"tokens":{ID:{...}}}}. It holds no secret, but
 * who can write it can let himself in.
 */
public final class TokenFile {

    /** File name in the data directory. */
    public static final String NAME = "tokens.json";

    static final int LONGEST_NAME = 64;

    /** The newest format that this program reads and writes. */
    public static final int VERSION = 1;

    private static final JsonLimits LIMITS = new JsonLimits(4 * 1024 * 1024, 5);

    private final Path file;

    TokenFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    Path path() {
        return file;
    }

    /**
     * The tokens; none if there is no file.
     *
     * @throws MalformedException naming file and field if it is damaged, or open to everybody's writing
     * @throws NewerFormatException if a newer program wrote it
     */
    TokenSet read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            requireClosed();
            return decode(in.readNBytes(LIMITS.maxBytes() + 1));
        } catch (NoSuchFileException e) {
            return TokenSet.EMPTY;
        }
    }

    /** It is trusted for what its owner wrote into it. */
    private void requireClosed() throws IOException {
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new MalformedException(
                    file.toString(), "every user can write to it, and let himself in; mend it with: chmod 600 " + file);
        }
    }

    /** Writes atomically; on return it is on the disk. */
    void write(TokenSet tokens) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        ObjectNode all = json.putObject("tokens");
        tokens.all().forEach(token -> all.set(token.id(), encode(token)));
        AtomicFile.write(file, CanonicalJson.encode(NAME, json), AtomicFile.OWNER_ONLY);
    }

    private TokenSet decode(byte[] octets) throws NewerFormatException {
        ObjectReader in = new ObjectReader(NAME, CanonicalJson.parseObject(NAME, octets, LIMITS));
        long version = in.integer("version", 1, CanonicalJson.MAX_INTEGER);
        if (version > VERSION) {
            throw new NewerFormatException(file, version, VERSION);
        }
        ObjectNode all = in.object("tokens");
        if (all.size() > TokenSet.MOST) {
            throw in.malformed("tokens", all.size() + " entries, the limit is " + TokenSet.MOST);
        }
        ObjectReader each = in.child("tokens");
        Map<String, ApiToken> tokens = new TreeMap<>();
        all.fieldNames().forEachRemaining(id -> tokens.put(id, token(id, each)));
        in.done();
        return new TokenSet(tokens);
    }

    private static ApiToken token(String id, ObjectReader all) {
        if (!TokenText.isId(id)) {
            throw all.malformed(id, "is not the id of a token");
        }
        ObjectReader in = all.child(id);
        Optional<String> name =
                in.optionalText("name").map(text -> PrintableText.require(in.path("name"), text, LONGEST_NAME));
        Optional<Long> expires = in.has("expires_ms")
                ? Optional.of(in.integer("expires_ms", 0, CanonicalJson.MAX_INTEGER))
                : Optional.empty();
        ApiToken token = new ApiToken(
                id,
                name,
                scopes(in),
                in.integer("created_ms", 0, CanonicalJson.MAX_INTEGER),
                expires,
                Hash.fromHex(in.path("sha256"), in.text("sha256")),
                previous(in));
        in.done();
        return token;
    }

    private static Set<Scope> scopes(ObjectReader in) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String text : in.texts("scopes", Scope.ALL.size())) {
            scopes.add(Scope.parse(text).orElseThrow(() -> in.malformed("scopes", "unknown scope " + text)));
        }
        return scopes;
    }

    private static Map<Hash, Long> previous(ObjectReader in) {
        ObjectNode all = in.object("previous");
        if (all.size() > ApiToken.MOST_PREVIOUS) {
            throw in.malformed("previous", all.size() + " entries, the limit is " + ApiToken.MOST_PREVIOUS);
        }
        ObjectReader each = in.child("previous");
        Map<Hash, Long> previous = new TreeMap<>();
        all.fieldNames()
                .forEachRemaining(hash -> previous.put(
                        Hash.fromHex(each.path(hash), hash), each.integer(hash, 0, CanonicalJson.MAX_INTEGER)));
        return previous;
    }

    private static ObjectNode encode(ApiToken token) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        token.name().ifPresent(name -> json.put("name", name));
        ArrayNode scopes = json.putArray("scopes");
        token.scopes().stream().sorted().map(Scope::text).forEach(scopes::add);
        json.put("created_ms", token.createdMs());
        token.expiresMs().ifPresent(end -> json.put("expires_ms", end));
        json.put("sha256", token.secret().hex());
        ObjectNode previous = json.putObject("previous");
        token.previous().forEach((hash, end) -> previous.put(hash.hex(), end));
        return json;
    }
}
