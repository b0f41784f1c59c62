package network.ian.client.answer;

import network.ian.core.crypto.Hash;

/**
 * How much of a log's order is settled.
 *
 * @param source {@code none}, {@code tau} or {@code peers}
 * @param size entries of the settled prefix
 * @param root root of the tree over it
 * @param pending anchors that do not count yet
 */
public record Finality(String source, long size, Hash root, int pending) {

    static Finality read(Fields in) {
        return new Finality(in.text("source"), in.count("size"), in.hash("root"), in.smallCount("pending"));
    }
}
