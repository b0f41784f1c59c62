package network.ian.tau.client;

import network.ian.core.codec.MalformedException;
import network.ian.core.codec.PrintableText;

/** A node's own words made fit for messages, logs and terminals. */
final class NodeText {

    /** Most characters of one text of a node that a message quotes. */
    static final int MAX_QUOTED = 200;

    private NodeText() {}

    /** {@code text} cut to {@code max} characters; question marks stand for whatever is not printable. */
    static String shown(String text, int max) {
        String cut = text.length() <= max ? text : text.substring(0, max - 3) + "...";
        try {
            return cut.isEmpty() ? cut : PrintableText.require("text", cut, max);
        } catch (MalformedException unprintable) {
            return cut.replaceAll("[^ -~]", "?");
        }
    }

    static String shown(String text) {
        return shown(text, MAX_QUOTED);
    }
}
