package network.ian.api.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import network.ian.core.ingest.Outcome;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/** Counts and times contributions per goal. */
public final class ContributionMetrics implements Telemetry {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String GOAL = "goal";

    private final Counter received;
    private final Counter processed;
    private final Counter rejected;
    private final Histogram processing;
    private final Histogram fsync;
    private final LongAdder settled = new LongAdder();
    private final List<Telemetry> others = new CopyOnWriteArrayList<>();

    ContributionMetrics(CollectorRegistry registry) {
        received = Counter.build("ian_contributions_received_total", "Contributions handed in, well-formed.")
                .labelNames(GOAL)
                .register(registry);
        processed = Counter.build("ian_contributions_processed_total", "Contributions accepted and made durable.")
                .labelNames(GOAL)
                .register(registry);
        rejected = Counter.build("ian_contributions_rejected_total", "Contributions not accepted, by reason.")
                .labelNames(GOAL, "reason")
                .register(registry);
        processing = Histogram.build(
                        "ian_contribution_processing_seconds", "From hand-in to answer, fsync included, in seconds.")
                .labelNames(GOAL)
                .buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
                .register(registry);
        fsync = Histogram.build("ian_fsync_seconds", "Writing and fsync of one group of entries, in seconds.")
                .labelNames(GOAL)
                .buckets(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
                .register(registry);
    }

    /** Tells another one as well, from now on. */
    public void tell(Telemetry other) {
        others.add(other);
    }

    /** Makes a goal's series exist at 0. */
    void expect(String goalId) {
        received.labels(goalId);
        processed.labels(goalId);
        processing.labels(goalId);
        fsync.labels(goalId);
        for (Reason reason : Reason.values()) {
            rejected.labels(goalId, reason.name());
        }
    }

    @Override
    public void received(String goalId) {
        received.labels(goalId).inc();
        others.forEach(other -> other.received(goalId));
    }

    @Override
    public void decided(String goalId, Outcome outcome, long nanos) {
        processing.labels(goalId).observe(nanos / NANOS_PER_SECOND);
        if (outcome.accepted()) {
            processed.labels(goalId).inc();
        } else {
            rejected.labels(goalId, reason(outcome.verdict()).name()).inc();
        }
        if (!(outcome.verdict() instanceof Verdict.Undecided)) {
            settled.increment();
        }
        others.forEach(other -> other.decided(goalId, outcome, nanos));
    }

    @Override
    public void committed(String goalId, int entries, long nanos) {
        fsync.labels(goalId).observe(nanos / NANOS_PER_SECOND);
        others.forEach(other -> other.committed(goalId, entries, nanos));
    }

    /** Contributions decided for good so far, which shows that the workers get on. */
    public long settled() {
        return settled.sum();
    }

    private static Reason reason(Verdict verdict) {
        if (verdict instanceof Verdict.Reject reject) {
            return reject.reason();
        }
        if (verdict instanceof Verdict.Ignore ignore) {
            return ignore.reason();
        }
        return verdict instanceof Verdict.Undecided undecided ? undecided.reason() : Reason.OVERLOADED;
    }
}
