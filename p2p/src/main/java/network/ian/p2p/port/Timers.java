package network.ian.p2p.port;

/** Runs things later on the protocol's thread. A timer cannot be taken back: what runs must check whether it still matters. */
public interface Timers {

    /** Runs {@code action} once, {@code delayNanos} from now or soon after. */
    void after(long delayNanos, Runnable action);
}
