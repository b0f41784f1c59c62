package network.ian.p2p.transport;

import java.time.Duration;

/**
 * Something that the network does from time to time off the protocol's thread, such as saving a file; also once at the end.
 *
 * @param name for the log
 * @param every time between the end of one run and the begin of the next
 * @param action may block; an exception is logged and the job runs again
 */
public record PeriodicJob(String name, Duration every, Runnable action) {}
