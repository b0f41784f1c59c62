package network.ian.api.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.core.codec.MalformedException;

/**
 * A position in the events of one run of a node.
 *
 * @param run 12 hex digits
 * @param sequence of the last event that was seen; 0 before the first
 */
record Cursor(String run, long sequence) {

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{12})-(0|[1-9][0-9]{0,17})");

    /** @throws MalformedException naming {@code field} if the text is none that a node gave out */
    static Cursor parse(String field, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedException(field, "expected the cursor of an event, such as 68f3a1c2d4e5-1041");
        }
        return new Cursor(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return run + "-" + sequence;
    }
}
