package network.ian.app.logging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import network.ian.core.ingest.Outcome;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how many contributions were decided, once every 10 s at most and only where there were any, so that an
 * operator who follows the log sees the node work (runbook, "Log Analysis"). Passes everything on.
 */
public final class ContributionLog implements Telemetry, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ContributionLog.class);
    private static final long PERIOD_SECONDS = 10;

    private final Telemetry next;
    /** One entry a goal, and a node's goals are few. */
    private final Map<String, Decided> goals = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(NamedThreads.daemon("contribution-log"));

    private record Decided(LongAdder accepted, LongAdder others) {

        Decided() {
            this(new LongAdder(), new LongAdder());
        }
    }

    public ContributionLog(Telemetry next) {
        this.next = next;
    }

    /** Begins to report. */
    public void start() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::report, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void received(String goalId) {
        next.received(goalId);
    }

    @Override
    public void decided(String goalId, Outcome outcome, long nanos) {
        Decided decided = goals.computeIfAbsent(goalId, id -> new Decided());
        (outcome.accepted() ? decided.accepted() : decided.others()).increment();
        next.decided(goalId, outcome, nanos);
    }

    @Override
    public void committed(String goalId, int entries, long nanos) {
        next.committed(goalId, entries, nanos);
    }

    /** Says what came since it last did. */
    void report() {
        goals.forEach((goal, decided) -> {
            long accepted = decided.accepted().sumThenReset();
            long others = decided.others().sumThenReset();
            if (accepted + others > 0) {
                LOG.atInfo()
                        .addKeyValue("goal", goal)
                        .addKeyValue("accepted", accepted)
                        .addKeyValue("not_accepted", others)
                        .log("{} contributions decided", accepted + others);
            }
        });
    }

    /** Says what was not said yet, and no more after that. */
    @Override
    public void close() {
        timer.shutdownNow();
        report();
    }
}
