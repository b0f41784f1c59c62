package network.ian.app.goal;

import network.ian.core.codec.MalformedException;

/**
 * Takes comments ({@code //} to the end of the line, {@code /*} to the next {@code *}{@code /}) out of JSON. Spaces take their place, so that what
 * is left stands on the same lines and columns. Outside a text JSON has no slash, so nothing else can be meant.
 */
final class Comments {

    private final String what;
    private final byte[] octets;
    private int line = 1;
    private int lineStart;

    private Comments(String what, byte[] octets) {
        this.what = what;
        this.octets = octets.clone();
    }

    /**
     * The document without comments.
     *
     * @param what its name in errors
     * @throws MalformedException if a comment does not end
     */
    static byte[] blank(String what, byte[] utf8) {
        return new Comments(what, utf8).blank();
    }

    private byte[] blank() {
        int at = 0;
        while (at < octets.length) {
            if (octets[at] == '"') {
                at = afterText(at);
            } else if (starts(at, '/', '/')) {
                at = blankLine(at);
            } else if (starts(at, '/', '*')) {
                at = blankBlock(at);
            } else {
                countLine(at);
                at++;
            }
        }
        return octets;
    }

    /** A text ends at its quote, or at the end of a line, where the parser will find it broken. */
    private int afterText(int start) {
        int at = start + 1;
        while (at < octets.length && octets[at] != '\n' && octets[at] != '"') {
            at += octets[at] == '\\' && at + 1 < octets.length && octets[at + 1] != '\n' ? 2 : 1;
        }
        return at < octets.length && octets[at] == '"' ? at + 1 : at;
    }

    private int blankLine(int start) {
        int at = start;
        while (at < octets.length && octets[at] != '\n' && octets[at] != '\r') {
            octets[at++] = ' ';
        }
        return at;
    }

    private int blankBlock(int start) {
        int startLine = line;
        int column = start - lineStart + 1;
        int at = start;
        while (at < octets.length && (at < start + 2 || !starts(at, '*', '/'))) {
            countLine(at);
            if (octets[at] != '\n' && octets[at] != '\r') {
                octets[at] = ' ';
            }
            at++;
        }
        if (at >= octets.length) {
            throw new MalformedException(
                    what, "the comment that begins in line " + startLine + ", column " + column + " does not end");
        }
        octets[at] = ' ';
        octets[at + 1] = ' ';
        return at + 2;
    }

    private boolean starts(int at, char first, char second) {
        return at + 1 < octets.length && octets[at] == first && octets[at + 1] == second;
    }

    private void countLine(int at) {
        if (octets[at] == '\n') {
            line++;
            lineStart = at + 1;
        }
    }
}
