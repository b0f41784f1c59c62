package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.ClockSkew;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClockWatchTest {

    private static final ClockSkew RIGHT = new ClockSkew(3, 10);
    private static final ClockSkew WRONG = new ClockSkew(3, 600_000);

    private final ManualClock clock = new ManualClock();
    private final ClockWatch watch = new ClockWatch(clock);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(ClockWatch.class);

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void leave() {
        log.detachAppender(said);
    }

    @Test
    void saysEachLastingChangeOnce() {
        look(RIGHT, 10);
        assertThat(lines()).isEmpty();
        look(WRONG, 10);
        assertThat(lines()).hasSize(1).first().asString().startsWith("Clock: this node's clock is 600.0 s ahead of");
        look(RIGHT, 10);
        assertThat(lines()).hasSize(2).last().isEqualTo("Clock: no longer at odds with the peers'");
    }

    @Test
    void whatPassesIsNotSaid() {
        look(WRONG, 4);
        look(RIGHT, 1);
        look(WRONG, 4);
        look(RIGHT, 10);
        assertThat(lines()).isEmpty();
    }

    private void look(ClockSkew skew, int seconds) {
        for (int second = 0; second < seconds; second++) {
            watch.look(skew);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private List<String> lines() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
