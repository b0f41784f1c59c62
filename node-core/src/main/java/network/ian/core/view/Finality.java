package network.ian.core.view;

import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * The part of a log whose order is settled.
 *
 * @param size entries in the settled prefix
 * @param root root of the tree over that prefix
 * @param pending anchors heard of that do not count yet
 */
public record Finality(Source source, int size, Hash root, int pending) {

    /** Nothing is final; the root is that of the empty tree. */
    public static final Finality NONE = new Finality(Source.NONE, 0, Sha256.of(), 0);

    /** Where the knowledge comes from. */
    public enum Source {
        NONE("none"),
        TAU("tau"),
        PEERS("peers");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** The name that the API shows. */
        public String text() {
            return text;
        }
    }
}
