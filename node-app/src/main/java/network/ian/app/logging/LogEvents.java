package network.ian.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;

/** Counts what the program logs, by level: one addition an event, paid by whoever logs. Thread-safe. */
public final class LogEvents extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final String NAME = "count";
    private static final List<Level> LEVELS = List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG);

    private final Map<Level, LongAdder> byLevel = Map.of(
            Level.ERROR, new LongAdder(),
            Level.WARN, new LongAdder(),
            Level.INFO, new LongAdder(),
            Level.DEBUG, new LongAdder());

    private LogEvents() {}

    /** Counts what reaches this logger from now on, until its context is reset. */
    static void countAt(Logger root) {
        LogEvents events = new LogEvents();
        events.setContext(root.getLoggerContext());
        events.setName(NAME);
        events.start();
        root.addAppender(events);
    }

    /** The series of the logging that the program has now, which may be shared by several nodes of one process. */
    public static Collector series() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return new Series(
                Optional.ofNullable(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(NAME))
                        .filter(LogEvents.class::isInstance)
                        .map(LogEvents.class::cast)
                        .orElseGet(LogEvents::new));
    }

    @Override
    protected void append(ILoggingEvent event) {
        LongAdder count = byLevel.get(event.getLevel());
        if (count != null) {
            count.increment();
        }
    }

    private static final class Series extends Collector {

        private final LogEvents events;

        private Series(LogEvents events) {
            this.events = events;
        }

        @Override
        public List<MetricFamilySamples> collect() {
            CounterMetricFamily family = new CounterMetricFamily(
                    "ian_log_events", "Lines logged, by level; none below node.log_level.", List.of("level"));
            LEVELS.forEach(level -> family.addMetric(List.of(level.toString()), (double)
                    events.byLevel.get(level).sum()));
            return List.of(family);
        }
    }
}
