package network.ian.app.cli;

import network.ian.client.error.PlainText;

/** Text from strangers, made safe to print: it must neither move the cursor nor pose as something else. */
public final class TerminalText {

    private TerminalText() {}

    /** {@code text} as {@link PlainText} escapes it. */
    public static String escape(String text) {
        return PlainText.escape(text);
    }

    /** The same, and cut to {@code width} columns with an ellipsis at the end. */
    public static String escape(String text, int width) {
        String safe = escape(text);
        return DisplayWidth.of(safe) <= width ? safe : DisplayWidth.beginning(safe, width - 1) + "…";
    }
}
