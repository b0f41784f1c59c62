package network.ian.core.codec;

import java.util.Base64;

/** Strict base64 (RFC 4648 section 4, with padding): one byte string has exactly one text. */
public final class Base64Text {

    private Base64Text() {}

    /**
     * Decodes base64.
     *
     * @throws MalformedException naming {@code field} for characters outside the alphabet, missing padding or stray bits
     */
    public static Bytes decode(String field, String text) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(field, "not base64 (RFC 4648 section 4, with padding)");
        }
        if (!Base64.getEncoder().encodeToString(octets).equals(text)) {
            throw new MalformedException(field, "not canonical base64: padding missing or stray bits");
        }
        return Bytes.wrap(octets);
    }

    public static String encode(Bytes octets) {
        return Base64.getEncoder().encodeToString(octets.view());
    }
}
