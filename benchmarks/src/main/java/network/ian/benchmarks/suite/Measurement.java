package network.ian.benchmarks.suite;

import java.util.List;

/** One part of {@code ian bench}: measures something and what it is set against, by turns, in the same run. */
public interface Measurement {

    /** The name that {@code --only} takes, lower case, e.g. {@code ingest}. */
    String name();

    /**
     * Measures.
     *
     * @return the figures, in the order in which they are shown; at least one
     * @throws Exception if nothing could be measured; the others are run nonetheless, and the exit code tells
     */
    List<Figure> measure(Plan plan) throws Exception;
}
