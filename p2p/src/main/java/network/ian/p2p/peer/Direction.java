package network.ian.p2p.peer;

/** Who opened a connection. */
public enum Direction {
    INBOUND,
    OUTBOUND
}
