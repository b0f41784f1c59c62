package network.ian.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import network.ian.core.config.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogEventsTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogEventsTest.class);

    @TempDir
    Path directory;

    private final CollectorRegistry registry = new CollectorRegistry();

    @Test
    void countsWhatIsLoggedByLevelFromTheFirstLineOn() throws IOException {
        try (NodeLogging logging = NodeLogging.start(LogLevel.INFO, directory)) {
            assertThat(logging).isNotNull();
            LOG.error("before anybody asks");
            registry.register(LogEvents.series());
            LOG.error("one more");
            LOG.warn("a warning");
            LOG.debug("below the level");
            assertThat(count("ERROR")).isEqualTo(2);
            assertThat(count("WARN")).isEqualTo(1);
            assertThat(count("INFO")).isZero();
            assertThat(count("DEBUG")).isZero();
        }
        LOG.warn("after the end");
        assertThat(count("WARN")).isEqualTo(1);
    }

    private double count(String level) {
        return registry.getSampleValue("ian_log_events_total", new String[] {"level"}, new String[] {level});
    }
}
