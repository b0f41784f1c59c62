package network.ian.benchmarks;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import network.ian.core.ingest.Outcome;
import network.ian.core.telemetry.Telemetry;

/** Counts groups of entries that became durable together. */
public final class Commits implements Telemetry {

    private final LongAdder groups = new LongAdder();
    private final LongAdder entries = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    @Override
    public void received(String goalId) {}

    @Override
    public void decided(String goalId, Outcome outcome, long decidedNanos) {}

    @Override
    public void committed(String goalId, int committed, long committedNanos) {
        groups.increment();
        entries.add(committed);
        nanos.add(committedNanos);
    }

    /** Since the last call, in words. */
    public String words() {
        long count = groups.sumThenReset();
        long all = entries.sumThenReset();
        double millis = nanos.sumThenReset() / 1e6;
        return String.format(
                Locale.ROOT,
                "%d groups of %.0f entries on average, %.2f ms each",
                count,
                (double) all / count,
                millis / count);
    }
}
