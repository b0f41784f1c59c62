package network.ian.benchmarks.gossip;

import java.util.Locale;

/**
 * What it took to carry messages to every other node.
 *
 * @param messages that were published
 * @param beyondIdle core time of all nodes until nothing more came, without what they take anyway in such a time
 * @param bytes of TCP payload between nodes until then, all of it: heartbeats and heads too
 * @param delays of the deliveries
 */
record Turn(int messages, CoreTime beyondIdle, long bytes, Delays delays) {

    private static final double TAIL = 99;
    private static final double MIDDLE = 50;

    /** Everything that the processes did, in microseconds of a core for each delivery. */
    double micros() {
        return beyondIdle.allNanos() / 1e3 / delays.count();
    }

    /** Threads that judge left out. */
    double carryingMicros() {
        return (beyondIdle.allNanos() - beyondIdle.judgingNanos()) / 1e3 / delays.count();
    }

    /** Times that each delivery's message was judged: the publisher judges as well. */
    double judgements() {
        return 1 + (double) messages / delays.count();
    }

    double bytesEach() {
        return (double) bytes / delays.count();
    }

    double tailMillis() {
        return delays.percentileMillis(TAIL);
    }

    double perSecond() {
        return delays.count() * 1e9 / delays.nanos();
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%d messages, %d deliveries in %.1f s, %.0f us of a core each (%.0f without judging), %.0f bytes each, delay %.2f ms, p99 %.2f ms",
                messages,
                delays.count(),
                delays.nanos() / 1e9,
                micros(),
                carryingMicros(),
                bytesEach(),
                delays.percentileMillis(MIDDLE),
                tailMillis());
    }
}
