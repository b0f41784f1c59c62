package network.ian.core.codec;

/** Strict lower-case hexadecimal: one byte string has exactly one text. */
public final class Hex {

    private Hex() {}

    /**
     * Decodes lower-case hex.
     *
     * @throws MalformedException naming {@code field} for an odd length, an upper-case or a non-hex digit
     */
    public static byte[] decode(String field, String hex) {
        if ((hex.length() & 1) != 0) {
            throw new MalformedException(field, "hex text has an odd number of digits (" + hex.length() + ")");
        }
        byte[] octets = new byte[hex.length() / 2];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (digit(field, hex, 2 * i) << 4 | digit(field, hex, 2 * i + 1));
        }
        return octets;
    }

    /** Whether {@code text} is exactly {@code digits} lower-case hex digits. */
    public static boolean isHex(String text, int digits) {
        return text.length() == digits && text.chars().allMatch(c -> value(c) >= 0);
    }

    private static int digit(String field, String hex, int index) {
        int value = value(hex.charAt(index));
        if (value < 0) {
            throw new MalformedException(field, "character " + index + " is not a lower-case hex digit");
        }
        return value;
    }

    private static int value(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
