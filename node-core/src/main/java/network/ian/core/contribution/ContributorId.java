package network.ian.core.contribution;

import network.ian.core.codec.Bytes;
import network.ian.core.codec.Hex;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.PrintableText;
import network.ian.core.crypto.Sha256;

/** The two kinds of contributor id, which can never be mistaken for each other (formats.md, "Contribution"). */
public final class ContributorId {

    /** Longest free-text id, in code points. */
    public static final int MAX_LENGTH = 128;

    private static final int KEY_ID_DIGITS = 64;

    private ContributorId() {}

    /** Id of whoever signs with {@code publicKey}: hex SHA-256 of the raw key. */
    public static String ofKey(Bytes publicKey) {
        return Sha256.of(publicKey.view()).hex();
    }

    /**
     * Checks the id of an unsigned POST: 1-128 printable characters that do not look like a key's id.
     *
     * @throws MalformedException naming {@code field}
     */
    public static String requireSponsored(String field, String id) {
        PrintableText.require(field, id, MAX_LENGTH);
        if (looksLikeKeyId(id)) {
            throw new MalformedException(field, "64 hex digits are a key's id; sign the contribution to use it");
        }
        return id;
    }

    // ASCII only: toLowerCase would let U+212A and the like depend on the JVM's tables.
    private static boolean looksLikeKeyId(String id) {
        return id.length() == KEY_ID_DIGITS
                && id.chars().allMatch(c -> Hex.isHex(String.valueOf((char) (c >= 'A' && c <= 'F' ? c + 32 : c)), 1));
    }
}
