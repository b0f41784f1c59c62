package network.ian.api.access;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many of something scarce each {@link ClientNetwork} holds, up to a bound. Clients that hold nothing are not
 * remembered, so the table never outgrows what is held. Thread-safe.
 */
public final class ClientShares {

    private static final Share EXEMPT = () -> {};

    private final int most;
    private final boolean limitLoopback;
    private final Map<ClientNetwork, Integer> held = new ConcurrentHashMap<>();

    /** One of what a client holds. */
    @FunctionalInterface
    public interface Share {

        /** Gives it back; only the first call counts. */
        void release();
    }

    /**
     * @param most that one client may hold
     * @param limitLoopback whether clients on this machine are counted too
     */
    public ClientShares(int most, boolean limitLoopback) {
        this.most = most;
        this.limitLoopback = limitLoopback;
    }

    /**
     * Takes one for a client, or none if it holds all that it may.
     *
     * @param address an IP address as text, never a name
     */
    public Optional<Share> take(String address) {
        return take(ClientNetwork.parse(address));
    }

    /** Takes one for a client, or none if it holds all that it may. */
    public Optional<Share> take(InetAddress address) {
        if (address.isLoopbackAddress() && !limitLoopback) {
            return Optional.of(EXEMPT);
        }
        ClientNetwork client = ClientNetwork.of(address);
        AtomicBoolean taken = new AtomicBoolean();
        held.compute(client, (key, count) -> {
            int before = count == null ? 0 : count;
            taken.set(before < most);
            return taken.get() ? Integer.valueOf(before + 1) : count;
        });
        return taken.get() ? Optional.of(() -> giveBack(client, taken)) : Optional.empty();
    }

    /** Clients that hold something. */
    int clients() {
        return held.size();
    }

    private void giveBack(ClientNetwork client, AtomicBoolean taken) {
        if (taken.getAndSet(false)) {
            held.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
