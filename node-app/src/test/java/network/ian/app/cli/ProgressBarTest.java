package network.ian.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ManualClock clock = new ManualClock();

    @Test
    void withoutATerminalItPrintsAPlainLineEveryFewSeconds() {
        try (ProgressBar bar = new ProgressBar(console(false), clock, "import", 1000)) {
            for (int i = 0; i < 120; i++) {
                clock.advance(Duration.ofMillis(100));
                bar.update(i);
            }
        }
        assertThat(printed().lines())
                .containsExactly(
                        "ian: import: 49 of 1000 (4%), 10/s",
                        "ian: import: 99 of 1000 (9%), 10/s", "ian: import: 119 of 1000 (11%), 10/s");
        assertThat(out.size()).isZero();
    }

    @Test
    void withoutATerminalShortWorkPrintsNothing() {
        try (ProgressBar bar = new ProgressBar(console(false), clock, "import", 10)) {
            clock.advance(Duration.ofSeconds(4));
            bar.update(10);
        }
        assertThat(printed()).isEmpty();
    }

    @Test
    void onATerminalItRedrawsOneLineAtMostTenTimesASecond() {
        try (ProgressBar bar = new ProgressBar(console(true), clock, "search", 4)) {
            for (int i = 1; i <= 4; i++) {
                bar.update(i);
                clock.advance(Duration.ofMillis(60));
            }
        }
        assertThat(printed())
                .isEqualTo("\r\u001b[Ksearch [" + "#".repeat(22) + "-".repeat(8) + "] 3 of 4 (75%), 25/s"
                        + "\r\u001b[Ksearch [" + "#".repeat(30) + "] 4 of 4 (100%), 17/s\n");
    }

    @Test
    void anUnknownTotalHasNoBar() {
        try (ProgressBar bar = new ProgressBar(console(true), clock, "read", 0)) {
            bar.update(5);
        }
        assertThat(printed()).isEqualTo("\r\u001b[Kread 5\n");
    }

    private Console console(boolean terminal) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal);
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
