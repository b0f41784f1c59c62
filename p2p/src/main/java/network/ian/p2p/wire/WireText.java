package network.ian.p2p.wire;

import java.util.regex.Pattern;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.PrintableText;

/** What text may stand in which field. */
final class WireText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private WireText() {}

    /** {@code [A-Za-z0-9._-]+}; lengths are checked where they are read. */
    static boolean isNetworkId(String text) {
        return NAME.matcher(text).matches();
    }

    /** A host name, an IPv4 address, or an IPv6 address without brackets; whether it exists is not asked. */
    static boolean isHost(String text) {
        return isNetworkId(text) || IPV6.matcher(text).matches();
    }

    static boolean isAgent(String text) {
        return isPrintable(text, WireLimits.AGENT_CHARACTERS);
    }

    static boolean isDetail(String text) {
        return isPrintable(text, WireLimits.DETAIL_BYTES);
    }

    /** Bytes of UTF-8 that a text without lone surrogates takes. */
    static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A pair of surrogates is four bytes: two for each.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }

    /** {@code text} without what may not be shown, cut to {@code maxBytes} of UTF-8. */
    static String fitting(String text, int maxBytes) {
        StringBuilder fitting = new StringBuilder();
        int room = maxBytes;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            String shown = Character.toString(codePoint);
            String kept = isPrintable(shown, 1) ? shown : "?";
            room -= utf8Length(kept);
            if (room < 0) {
                break;
            }
            fitting.append(kept);
        }
        return fitting.toString();
    }

    private static boolean isPrintable(String text, int maxCharacters) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            PrintableText.require("text", text, maxCharacters);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }
}
