package network.ian.p2p.score;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much a peer may still earn. Each duty is judged by itself and pays little per hour, so that no duty done a thousand times
 * makes up for another or for abuse (CVE-2022-47547). All duties together pay 1 point an hour at most: against the decay, 150
 * takes about 69 hours.
 */
final class Credit {

    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private final Map<Deed, Double> earned = new EnumMap<>(Deed.class);
    private long hourNanos;

    Credit(long nowNanos) {
        hourNanos = nowNanos;
    }

    /** Points to add for {@code deed}; 0 when this hour's share is used up. */
    double earn(Deed deed, long nowNanos) {
        if (nowNanos - hourNanos >= HOUR_NANOS) {
            hourNanos = nowNanos;
            earned.clear();
        }
        double before = earned.getOrDefault(deed, 0.0);
        double paid = Math.min(each(deed), hourly(deed) - before);
        if (paid <= 0) {
            return 0;
        }
        earned.put(deed, before + paid);
        return paid;
    }

    private static double each(Deed deed) {
        return switch (deed) {
            case VALID_MESSAGE -> 0.001;
            case VALID_CONTRIBUTION -> 0.02;
            case SUCCESSFUL_SYNC -> 0.05;
        };
    }

    /** The most that a duty pays in an hour. */
    static double hourly(Deed deed) {
        return switch (deed) {
            case VALID_MESSAGE -> 0.1;
            case VALID_CONTRIBUTION -> 0.6;
            case SUCCESSFUL_SYNC -> 0.3;
        };
    }
}
