package network.ian.core.telemetry;

import network.ian.core.ingest.Outcome;

/** Where the domain reports what is counted and timed; the HTTP module turns it into Prometheus series. */
public interface Telemetry {

    /** A contribution was handed in. */
    void received(String goalId);

    /**
     * A contribution was answered.
     *
     * @param nanos from hand-in to answer
     */
    void decided(String goalId, Outcome outcome, long nanos);

    /**
     * A group of entries became durable.
     *
     * @param entries size of the group
     * @param nanos for writing and both fsyncs
     */
    void committed(String goalId, int entries, long nanos);

    /** Counts nothing, for tools that serve no metrics. */
    Telemetry NONE = new Telemetry() {
        @Override
        public void received(String goalId) {}

        @Override
        public void decided(String goalId, Outcome outcome, long nanos) {}

        @Override
        public void committed(String goalId, int entries, long nanos) {}
    };
}
