package network.ian.simulation.network;

import java.util.ArrayDeque;

/** A TCP connection: ordered in each direction, broken as a whole. End 0 dialled, end 1 accepted. */
final class Link {

    private final long number;
    private final Host dialler;
    private final Host listener;
    private final long latencyNanos;
    private final End[] ends = {new End(), new End()};
    private boolean broken;
    private int position;

    /** One end: what it sent and what is on the way to it. */
    static final class End {
        boolean open = true;
        /** The far end has closed and could not say so. */
        boolean farEndIsGone;
        /** When the last message sent to this end arrives. */
        long lastArrival;
        /** What arrives before this waits for it: TCP sends again late after a partition. */
        long heldUntil;
        /** Bytes sent to this end that it has not read. */
        long unread;
        /** Messages to this end that a partition holds up; null if none. */
        ArrayDeque<Delivery> stalled;
    }

    Link(long number, Host dialler, Host listener, long latencyNanos) {
        this.number = number;
        this.dialler = dialler;
        this.listener = listener;
        this.latencyNanos = latencyNanos;
    }

    long number() {
        return number;
    }

    /** What the process at an end knows the link by; never used twice in a run. */
    long nameAt(int end) {
        return number * 2 + end;
    }

    Host host(int end) {
        return end == 0 ? dialler : listener;
    }

    /** The machine at the other end. */
    Host other(Host host) {
        return host == dialler ? listener : dialler;
    }

    /** One way, without jitter. */
    long latencyNanos() {
        return latencyNanos;
    }

    /** Whether both ends are open. */
    boolean whole() {
        return !broken && ends[0].open && ends[1].open;
    }

    End end(int end) {
        return ends[end];
    }

    /** Where it stands in the network's list of links. */
    int position() {
        return position;
    }

    void position(int newPosition) {
        position = newPosition;
    }

    boolean dead() {
        return !ends[0].open && !ends[1].open;
    }

    boolean broken() {
        return broken;
    }

    void breakDown() {
        broken = true;
    }
}
