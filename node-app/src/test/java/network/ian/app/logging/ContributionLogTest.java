package network.ian.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Outcome;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ContributionLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ContributionLog.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(said);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(said);
    }

    @Test
    void saysEachContributionOnceAndNothingWhereThereWasNone() {
        ContributionLog log = new ContributionLog(Telemetry.NONE);
        log.report();
        assertThat(said.list).isEmpty();

        log.decided("G", outcome(new Verdict.Accept()), 1);
        log.decided("G", outcome(new Verdict.Accept()), 1);
        log.decided("G", outcome(new Verdict.Reject(Reason.BELOW_THRESHOLD, "")), 1);
        log.report();
        log.report();
        assertThat(said.list).hasSize(1);
        assertThat(said.list.get(0).getFormattedMessage()).isEqualTo("3 contributions decided");
        assertThat(said.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("goal=G", "accepted=2", "not_accepted=1");

        log.decided("G", outcome(new Verdict.Accept()), 1);
        log.close();
        assertThat(said.list).hasSize(2);
    }

    private static Outcome outcome(Verdict verdict) {
        return Outcome.unevaluated(verdict, Hash.wrap(new byte[32]), Hash.wrap(new byte[32]), false);
    }
}
