package network.ian.client.error;

/** Text from strangers, made safe to print: it must neither move the cursor nor pose as something else. */
public final class PlainText {

    private PlainText() {}

    /**
     * {@code text} with every character that is not plainly visible written as {@code \}{@code u{hex}}: controls, escape
     * sequences, invisible and direction-changing characters, and the backslash of such a sequence itself.
     */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPlain(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return safe.toString();
    }

    /** The same, and cut to {@code width} characters with an ellipsis at the end. */
    public static String escape(String text, int width) {
        String safe = escape(text);
        if (safe.codePointCount(0, safe.length()) <= width) {
            return safe;
        }
        return safe.substring(0, safe.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static boolean isPlain(int codePoint) {
        if (codePoint == '\\') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
