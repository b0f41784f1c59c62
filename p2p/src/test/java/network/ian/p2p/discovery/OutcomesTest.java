package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import network.ian.core.config.HostPort;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private final ManualClock clock = new ManualClock();
    private final DialHistory history = new DialHistory(clock, new Random(1));
    private final Outcomes outcomes = new Outcomes(null, null, history);
    private final Endpoint endpoint =
            Endpoint.of(new HostPort("192.0.2.1", 9000)).orElseThrow();

    @Test
    void whoBansThisNodeIsLeftAloneForAnHourOrSo() {
        outcomes.ended(endpoint, GoodbyeReason.BANNED, false, false);
        clock.advance(Duration.ofMinutes(29));
        assertThat(history.due(endpoint)).isFalse();
        clock.advance(Duration.ofMinutes(62));
        assertThat(history.due(endpoint)).isTrue();
    }

    @Test
    void aSeedThatDoesIsTriedAgainSoonAfterTheBanWasLifted() {
        outcomes.ended(endpoint, GoodbyeReason.BANNED, false, true);
        assertThat(history.due(endpoint)).isFalse();
        clock.advance(Duration.ofSeconds(91));
        assertThat(history.due(endpoint)).isTrue();
    }
}
