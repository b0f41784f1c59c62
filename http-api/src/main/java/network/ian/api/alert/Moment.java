package network.ian.api.alert;

/**
 * What an expression is evaluated over.
 *
 * @param atMs monotonic time that the samples are kept by, in milliseconds
 * @param wallSeconds what {@code time()} is, in seconds since the epoch
 */
record Moment(SeriesStore store, long atMs, double wallSeconds) {}
