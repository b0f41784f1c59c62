package network.ian.api.http;

import network.ian.api.access.AuthFailure;

/** Is told of every answer, for the metrics. */
public interface HttpObserver {

    /**
     * A request was answered.
     *
     * @param route the route's label, or {@code unmatched}
     * @param method GET, POST or HEAD; other methods as {@code OTHER}
     * @param nanos from arrival to answer, without the time to send it
     */
    void answered(String route, String method, int status, long nanos);

    /** A request was refused because its sender made too many. */
    void rateLimited();

    /** A connection was closed because its client had too many. */
    void connectionRefused();

    /** A request was turned away for its credential, or for having none. */
    void notAdmitted(AuthFailure reason);
}
