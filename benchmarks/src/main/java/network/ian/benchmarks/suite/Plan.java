package network.ian.benchmarks.suite;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How much to measure, and where.
 *
 * @param quick smaller inputs, so that everything together takes some minutes
 * @param rounds of each thing and what it is set against, by turns; at least 5
 * @param directory for data, on the disk that is measured; empty at the start
 * @param progress takes one line for a person, e.g. every round's figures; goes to standard error
 */
public record Plan(boolean quick, int rounds, Path directory, Consumer<String> progress) {

    /** {@code small} in a quick run, else {@code full}. */
    public int size(int small, int full) {
        return quick ? small : full;
    }
}
