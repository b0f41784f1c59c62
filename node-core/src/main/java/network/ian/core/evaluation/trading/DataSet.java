package network.ian.core.evaluation.trading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Prices that ship with the node.
 *
 * @param name as goal specs name it
 * @param sha256 of the file's bytes
 * @param market what is computed from it once, for all goals
 */
record DataSet(String name, Hash sha256, Market market) {

    /** S&amp;P 500, daily, 2000-01-03 to 2020-04-17. */
    static final String SP500 = "sp500-2000";

    /** Reads and checks the bundled file. */
    static DataSet load(String name) {
        byte[] csv = bytes(name + ".csv");
        return new DataSet(name, Sha256.of(csv), Market.of(PriceSeriesReader.read(name, csv)));
    }

    /** Refuses a goal that was written for other bytes than these. */
    void requirePinned(Hash pinned) {
        if (!sha256.equals(pinned)) {
            throw new MalformedException(
                    "harness.data_sets." + name, "pinned to SHA-256 " + pinned + ", this node has " + sha256);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream in = DataSet.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the node was built without " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
