package network.ian.p2p.port;

import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.MessageType;

/** Where the protocol reports what is counted; the program turns it into Prometheus series, the simulator into its report. */
public interface PeerTelemetry {

    default void received(MessageType type, int bytes) {}

    default void sent(MessageType type, int bytes) {}

    /** A message that breaks the protocol; {@code reason} is of a closed set. */
    default void invalid(String reason) {}

    /** A message beyond a budget; {@code scope} is of a closed set. */
    default void rateLimited(String scope) {}

    default void connected() {}

    default void disconnected(GoodbyeReason reason) {}

    /** A contribution came in by a push; nanoseconds since its timestamp over the hops it passed. */
    default void hop(long nanos) {}

    /** Counts nothing. */
    PeerTelemetry NONE = new PeerTelemetry() {};
}
