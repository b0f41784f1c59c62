package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Optional;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {

    private final ManualClock clock = new ManualClock();
    private final FailureLog log = new FailureLog(clock);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void aLineAMinuteAndClientThatSaysHowManyFailed() {
        log.failed("192.0.2.1", AuthFailure.UNKNOWN, Optional.of("0123456789ab"));
        log.failed("192.0.2.1", AuthFailure.UNKNOWN, Optional.empty());
        log.failed("192.0.2.2", AuthFailure.EXPIRED, Optional.empty());
        clock.advance(Duration.ofSeconds(59));
        log.failed("192.0.2.1", AuthFailure.UNKNOWN, Optional.empty());
        clock.advance(Duration.ofSeconds(1));
        log.failed("192.0.2.1", AuthFailure.SCOPE, Optional.empty());
        assertThat(lines.list)
                .allMatch(line -> line.getFormattedMessage().equals("Authentication failed"))
                .extracting(line -> line.getLevel() + " " + line.getKeyValuePairs())
                .containsExactly(
                        "WARN [client=\"192.0.2.1\", reason=\"unknown\", failures=\"1\", token=\"0123456789ab\"]",
                        "WARN [client=\"192.0.2.2\", reason=\"expired\", failures=\"1\", token=\"none\"]",
                        "WARN [client=\"192.0.2.1\", reason=\"scope\", failures=\"3\", token=\"none\"]");
    }
}
