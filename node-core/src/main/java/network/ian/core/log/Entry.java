package network.ian.core.log;

import network.ian.core.crypto.Hash;

/**
 * An admitted contribution as the log knows it.
 *
 * @param id contribution id
 * @param timestampMs milliseconds since the epoch, 0 or more
 * @param locator position of the record in the journal; opaque to the log
 */
public record Entry(Hash id, long timestampMs, long locator) {

    public Entry {
        if (timestampMs < 0) {
            throw new IllegalArgumentException("timestamp_ms is negative: " + timestampMs);
        }
    }
}
