package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainReportTest {

    @Test
    void aLookIsOneLine() {
        assertThat(PlainReport.summary(Looks.snapshot(Looks.busy())))
                .matches(
                        "2026-11-21T21:53:32Z DEMO_TRADING_AGENT log 1204 root [0-9a-f]{8} final 1180 SYNCHRONIZED lag 0"
                                + " accepted 1204 rejected 233 rate 15/min best 0.4123 by ada peers 4"
                                + " tau committing breaker CLOSED alerts 1");
        assertThat(PlainReport.summary(Looks.snapshot(Looks.empty()))).endsWith(" rejected 0 peers 0 tau none");
    }

    @Test
    void anEventIsOneLineWithoutControlCodes() {
        Event event = new Event(1795298011000L, Optional.of("G"), "contribution_added", "#3 \u001b[2J\nx", Role.PLAIN);
        assertThat(PlainReport.line(event))
                .isEqualTo("2026-11-21T21:53:31Z G event contribution_added #3 \\u{1b}[2J\\u{a}x");
    }
}
