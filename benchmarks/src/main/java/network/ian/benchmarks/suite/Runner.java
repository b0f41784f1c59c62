package network.ian.benchmarks.suite;

import java.util.List;

/** Where a measurement runs: in a JVM of its own, or in this one. */
interface Runner extends AutoCloseable {

    /**
     * Runs it to its end.
     *
     * @throws InterruptedException if somebody ended it: then nothing more shall be run
     * @throws Exception if it failed: then the others are run nonetheless
     */
    List<Figure> run(Measurement measurement, Plan plan) throws Exception;

    /** Ends what is running, and runs nothing more; called by another thread. */
    @Override
    void close();
}
