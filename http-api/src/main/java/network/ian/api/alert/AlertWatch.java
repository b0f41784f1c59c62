package network.ian.api.alert;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at this node's own metrics as Prometheus would, and tells which of the operators' alerts hold. Thread-safe: one looks at
 * a time.
 */
public final class AlertWatch {

    /** Between two looks; what the scrape interval of {@code docker/prometheus/prometheus.yml} is. */
    public static final long INTERVAL_MS = 15_000;

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final long NANOS_PER_MS = 1_000_000;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final Comparator<AlertReport.Alert> WORST_FIRST = Comparator.comparing(
                    (AlertReport.Alert alert) -> !alert.state().equals("firing"))
            .thenComparing(alert -> !alert.severity().equals("critical"))
            .thenComparing(AlertReport.Alert::sinceMs);

    private final CollectorRegistry registry;
    private final Map<String, String> scrapeLabels;
    private final MonotonicClock ticker;
    private final InstantSource clock;
    private final List<String> watched;
    private final AlertEngine engine;
    private final long originNanos;
    private volatile AlertReport report = AlertReport.NOTHING_YET;
    private boolean failing;

    /** @param labels what a scrape would say of this node: {@code instance}, what the alerts call it, and further ones */
    public AlertWatch(
            CollectorRegistry registry, Map<String, String> labels, MonotonicClock ticker, InstantSource clock) {
        RuleBook rules = RuleBook.load();
        this.registry = registry;
        this.scrapeLabels = new TreeMap<>(labels);
        this.scrapeLabels.put("job", "ian-nodes");
        this.ticker = ticker;
        this.clock = clock;
        this.watched = rules.alerts().stream().map(AlertRule::name).distinct().toList();
        this.engine = new AlertEngine(rules, INTERVAL_MS);
        this.originNanos = ticker.nanos();
    }

    /** The alerts that are judged here, by name. */
    public List<String> watched() {
        return watched;
    }

    /** Those that are not, and why. */
    public static Map<String, String> notWatched() {
        return new TreeMap<>(RuleBook.NOT_WATCHED);
    }

    /** What the last look found, the worst first; whoever asks before the first look, looks. */
    public AlertReport report() {
        if (report.lookedAtMs() == 0) {
            synchronized (this) {
                if (report.lookedAtMs() == 0) {
                    look();
                }
            }
        }
        return report;
    }

    /** Looks once. What goes wrong is logged, and does not keep it from looking again. */
    public synchronized void look() {
        try {
            report = judge();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("The alerts cannot be judged; /api/v1/alerts shows what held before", e);
            }
            failing = true;
        }
    }

    private AlertReport judge() {
        long atMs = (ticker.nanos() - originNanos) / NANOS_PER_MS;
        long wallMs = clock.millis();
        registry.metricFamilySamples().asIterator().forEachRemaining(family -> keep(family, atMs));
        engine.store().endOthers(atMs);
        List<AlertReport.Alert> alerts = engine.evaluate(atMs, wallMs / MILLIS_PER_SECOND).stream()
                .map(active -> alert(active, wallMs - (atMs - active.sinceMs())))
                .sorted(WORST_FIRST)
                .toList();
        return new AlertReport(alerts, wallMs);
    }

    private void keep(MetricFamilySamples family, long atMs) {
        for (MetricFamilySamples.Sample sample : family.samples) {
            if (engine.store().keeps(sample.name)) {
                engine.store()
                        .add(
                                sample.name,
                                Labels.of(sample.labelNames, sample.labelValues, scrapeLabels),
                                atMs,
                                sample.value);
            }
        }
    }

    private static AlertReport.Alert alert(AlertEngine.Active active, long sinceMs) {
        AlertRule rule = active.rule();
        return new AlertReport.Alert(
                rule.name(),
                rule.severity(),
                active.firing() ? "firing" : "pending",
                sinceMs,
                AlertText.fill(rule.summary(), active.sample()),
                AlertText.fill(rule.description(), active.sample()),
                rule.runbook());
    }
}
