package network.ian.client;

import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * What a reader of a log knows of it: a head that it checked, and the longest prefix that was ever shown to it as final. Small enough to keep
 * for ever; keep it where the node cannot reach it.
 *
 * @param size entries of the checked log
 * @param root its root
 * @param frozenSize entries of the final prefix, 0 where nothing is final
 * @param frozenRoot root over that prefix
 */
public record CheckedLog(long size, Hash root, long frozenSize, Hash frozenRoot) {

    /** Of a reader who knows nothing: the empty log. */
    public static final CheckedLog NOTHING = new CheckedLog(0, Sha256.of(), 0, Sha256.of());

    private static final int PARTS = 4;

    public CheckedLog {
        if (frozenSize < 0 || size < 0) {
            throw new IllegalArgumentException("sizes are 0 or more");
        }
    }

    /** One line, for a file. */
    public String text() {
        return size + " " + root.hex() + " " + frozenSize + " " + frozenRoot.hex();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws MalformedException if it is something else
     */
    public static CheckedLog parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        if (parts.length != PARTS || !parts[0].matches("[0-9]{1,18}") || !parts[2].matches("[0-9]{1,18}")) {
            throw new MalformedException("checked log", "expected size, root, frozen size and frozen root");
        }
        return new CheckedLog(
                Long.parseLong(parts[0]),
                Hash.fromHex("root", parts[1]),
                Long.parseLong(parts[2]),
                Hash.fromHex("frozen root", parts[3]));
    }
}
