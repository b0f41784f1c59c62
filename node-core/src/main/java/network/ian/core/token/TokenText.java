package network.ian.core.token;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * A token as its holder has it: {@code ian_ID_SECRET}, 12 and 64 lower-case hex digits. The prefix lets secret scanners
 * find it; the id is no secret, and may stand in logs.
 */
public final class TokenText {

    /** What scanners may look for. */
    public static final Pattern FORM = Pattern.compile("ian_([0-9a-f]{12})_([0-9a-f]{64})");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    private final String id;
    private final String secret;

    private TokenText(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    /** A new id. */
    static String drawId(SecureRandom entropy) {
        return draw(ID_BYTES, entropy);
    }

    /** A new secret for an id: 256 bits. */
    static TokenText draw(String id, SecureRandom entropy) {
        return new TokenText(id, draw(SECRET_BYTES, entropy));
    }

    /** Reads a token; empty if it does not have the form of one. */
    public static Optional<TokenText> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new TokenText(form.group(1), form.group(2))) : Optional.empty();
    }

    /** Whether a text may be the id of a token. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public String id() {
        return id;
    }

    /** The whole token, for the one time that it is shown. */
    public String reveal() {
        return "ian_" + id + "_" + secret;
    }

    /**
     * What is stored in the secret's place. A plain hash is enough: it could be undone only by trying 2^256 secrets. Slow,
     * salted hashes protect passwords, which people choose from far fewer; here they would only cost time at each request.
     */
    Hash hash() {
        return Sha256.of(HexFormat.of().parseHex(secret));
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "ian_" + id + "_<redacted>";
    }

    private static String draw(int bytes, SecureRandom entropy) {
        byte[] octets = new byte[bytes];
        entropy.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
