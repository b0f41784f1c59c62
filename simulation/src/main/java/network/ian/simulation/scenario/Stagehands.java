package network.ian.simulation.scenario;

import network.ian.simulation.network.Host;

/** What faults need done. */
public interface Stagehands {

    /** Begins a process from the host's disk. */
    void start(Host host);

    /** Ends it without a word; with the power gone nobody is told. */
    void crash(Host host, boolean powerLost);
}
