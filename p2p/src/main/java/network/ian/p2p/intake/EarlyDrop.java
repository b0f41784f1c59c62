package network.ian.p2p.intake;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random early drop by source address, for when judging is saturated (libp2p specs, gossipsub {@code red.md}): an address is
 * let through with probability (1 + accepted) / (1 + accepted + ignored + 16 rejected), over counts that fade. They
 * outlive connections, so reconnecting does not clear them.
 */
final class EarlyDrop {

    static final int ADDRESSES = 1_024;
    static final double REJECTED_WEIGHT = 16;

    /** Fades to 1% within an hour. */
    static final long HALF_LIFE_NANOS = 540_000_000_000L;

    private final RandomGenerator random;
    private final Map<InetAddress, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Tally> eldest) {
            return size() > ADDRESSES;
        }
    };

    EarlyDrop(RandomGenerator random) {
        this.random = random;
    }

    boolean lets(InetAddress address, long nowNanos) {
        Tally tally = tallies.get(address);
        return tally == null || random.nextDouble() < tally.chance(nowNanos);
    }

    void accepted(InetAddress address, long nowNanos) {
        tally(address, nowNanos).accepted++;
    }

    void ignored(InetAddress address, long nowNanos) {
        tally(address, nowNanos).ignored++;
    }

    void rejected(InetAddress address, long nowNanos) {
        tally(address, nowNanos).rejected++;
    }

    int size() {
        return tallies.size();
    }

    private Tally tally(InetAddress address, long nowNanos) {
        Tally tally = tallies.computeIfAbsent(address, unknown -> new Tally(nowNanos));
        tally.fade(nowNanos);
        return tally;
    }

    private static final class Tally {

        private double accepted;
        private double ignored;
        private double rejected;
        private long fadedNanos;

        Tally(long nowNanos) {
            fadedNanos = nowNanos;
        }

        double chance(long nowNanos) {
            fade(nowNanos);
            return (1 + accepted) / (1 + accepted + ignored + REJECTED_WEIGHT * rejected);
        }

        void fade(long nowNanos) {
            long halvings = (nowNanos - fadedNanos) / HALF_LIFE_NANOS;
            if (halvings > 0) {
                double factor = StrictMath.scalb(1.0, (int) -Math.min(halvings, 64));
                accepted *= factor;
                ignored *= factor;
                rejected *= factor;
                fadedNanos += halvings * HALF_LIFE_NANOS;
            }
        }
    }
}
