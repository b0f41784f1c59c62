package network.ian.core.codec;

/**
 * Text that can be shown without surprises: no controls, no invisible or direction-changing format characters. The list
 * of code points is fixed here and not taken from the JVM's Unicode tables, which differ between releases and would
 * make nodes disagree.
 */
public final class PrintableText {

    private static final int[][] REFUSED = {
        {0x00, 0x1f},
        {0x7f, 0x9f},
        {0xad, 0xad},
        {0x61c, 0x61c},
        {0x180e, 0x180e},
        {0x200b, 0x200f},
        {0x2028, 0x202e},
        {0x2060, 0x206f},
        {0xd800, 0xdfff},
        {0xfdd0, 0xfdef},
        {0xfeff, 0xfeff},
        {0xfff0, 0xfffb},
        {0xe0000, 0xe0fff}
    };

    private PrintableText() {}

    /**
     * Checks {@code text}.
     *
     * @throws MalformedException naming {@code field} if it is empty, longer than {@code maxCodePoints}, or holds a
     *     character that is not printable
     */
    public static String require(String field, String text, int maxCodePoints) {
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > maxCodePoints) {
            throw new MalformedException(field, "expected 1 to " + maxCodePoints + " characters, got " + length);
        }
        text.codePoints().filter(PrintableText::refused).findFirst().ifPresent(c -> {
            throw new MalformedException(field, "holds U+%04X, which is not printable".formatted(c));
        });
        return text;
    }

    /** {@code text} with the hex code in the place of everything that is not printable: for messages that quote outside text. */
    static String shown(String text) {
        if (text.codePoints().noneMatch(PrintableText::refused)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (refused(c)) {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean refused(int codePoint) {
        if (codePoint >= 0x20 && codePoint < 0x7f) {
            return false;
        }
        if ((codePoint & 0xfffe) == 0xfffe) {
            return true;
        }
        for (int[] range : REFUSED) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
