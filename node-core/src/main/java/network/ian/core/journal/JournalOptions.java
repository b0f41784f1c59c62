package network.ian.core.journal;

import java.util.Optional;

/**
 * How a journal is opened.
 *
 * @param segmentBytes a segment is sealed before it would grow beyond this, 1 KiB to 1 GiB; only a single group (log)
 *     or body that is larger by itself exceeds it
 * @param bufferBytes size of the buffer for writing and for replay, 16 KiB to 16 MiB; a group that fits takes one write
 *     for each file
 * @param known a commit record that is known to have been written, as a snapshot remembers it: opening refuses, and
 *     changes nothing, if it is not there
 */
public record JournalOptions(long segmentBytes, int bufferBytes, Optional<JournalPosition> known) {

    public JournalOptions {
        within("segmentBytes", segmentBytes, 1 << 10, 1 << 30);
        within("bufferBytes", bufferBytes, 16 << 10, 16 << 20);
    }

    /** Segments of 64 MiB, a buffer of 256 KiB, no known position. */
    public static JournalOptions defaults() {
        return new JournalOptions(64L << 20, 256 << 10, Optional.empty());
    }

    public JournalOptions withSegmentBytes(long octets) {
        return new JournalOptions(octets, bufferBytes, known);
    }

    public JournalOptions withKnown(JournalPosition position) {
        return new JournalOptions(segmentBytes, bufferBytes, Optional.of(position));
    }

    private static void within(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " is " + value + ", not " + low + " to " + high);
        }
    }
}
