package network.ian.p2p.wire;

import java.util.BitSet;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.PrintableText;

/** What text may stand in which field. */
final class WireText {

    private static final int IPV6_LENGTH = 45;
    private static final BitSet NAME = setOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
    private static final BitSet IPV6 = setOf("ABCDEFabcdef0123456789.:");

    private WireText() {}

    /** {@code [A-Za-z0-9._-]+}; lengths are checked where they are read. */
    static boolean isNetworkId(String text) {
        return !text.isEmpty() && consistsOf(NAME, text);
    }

    /** A host name, an IPv4 address, or an IPv6 address without brackets; whether it exists is not asked. */
    static boolean isHost(String text) {
        return isNetworkId(text) || (text.length() >= 2 && text.length() <= IPV6_LENGTH && consistsOf(IPV6, text));
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

    private static boolean consistsOf(BitSet characters, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!characters.get(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static BitSet setOf(String characters) {
        BitSet set = new BitSet(128);
        characters.chars().forEach(set::set);
        return set;
    }
}
