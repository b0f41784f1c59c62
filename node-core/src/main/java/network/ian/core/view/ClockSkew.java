package network.ian.core.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How this node's clock stands against those of its connected peers. Only told, never used: what peers claim moves no
 * node's clock and keeps none from serving.
 *
 * @param peers whose clocks were compared
 * @param medianMs milliseconds by which this node's clock is ahead, negative if it is behind; 0 without peers
 */
public record ClockSkew(int peers, long medianMs) {

    /** Nobody to compare with. */
    public static final ClockSkew UNKNOWN = new ClockSkew(0, 0);

    /** Peers from which on a smaller skew is believed. */
    public static final int SEVERAL_PEERS = 3;

    /** Most skew in milliseconds that is no trouble where several peers agree on it. */
    public static final long SEVERAL_PEERS_LIMIT_MS = 30_000;

    /** Most skew in milliseconds that is no trouble whoever says it: beyond, peers' doors refuse what this node signs. */
    public static final long LIMIT_MS = 120_000;

    /**
     * The median, which no minority that lies can move beyond what honest peers say. Of an even number the one of the two
     * in the middle that is nearer to 0, so that half of the peers cannot make a right clock look wrong.
     *
     * @param aheadMs by how much this node's clock is ahead of each peer's, in milliseconds
     */
    public static ClockSkew of(List<Long> aheadMs) {
        if (aheadMs.isEmpty()) {
            return UNKNOWN;
        }
        List<Long> sorted = aheadMs.stream().sorted().toList();
        long low = sorted.get((sorted.size() - 1) / 2);
        long high = sorted.get(sorted.size() / 2);
        return new ClockSkew(sorted.size(), Math.abs(low) < Math.abs(high) ? low : high);
    }

    /** In seconds, as the metric has it. */
    public double seconds() {
        return medianMs / 1000.0;
    }

    /** Why an operator should look at the clock, and what to do; empty if there is no reason to. */
    public Optional<String> problem() {
        long limit = peers >= SEVERAL_PEERS ? SEVERAL_PEERS_LIMIT_MS : LIMIT_MS;
        if (peers == 0 || Math.abs(medianMs) <= limit) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "this node's clock is %.1f s %s the median of %d peer%s; set it by NTP (timedatectl, chronyc tracking):"
                        + " other nodes refuse what a wrong clock stamps",
                Math.abs(seconds()),
                medianMs > 0 ? "ahead of" : "behind",
                peers,
                peers == 1 ? "" : "s"));
    }
}
