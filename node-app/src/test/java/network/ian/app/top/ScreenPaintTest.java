package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.ian.app.cli.Style;
import org.junit.jupiter.api.Test;

class ScreenPaintTest {

    private static final String CSI = "\u001b[";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void onlyChangedLinesAreWrittenAndTheTerminalIsLeftAsItWas() {
        try (FullScreen screen = new FullScreen(new PrintStream(bytes, false, StandardCharsets.UTF_8))) {
            assertThat(written()).isEqualTo(CSI + "?1049h" + CSI + "?25l" + CSI + "?7l" + CSI + "2J" + CSI + "?2026$p");
            screen.draw(List.of("one", "two"));
            assertThat(written()).isEqualTo(CSI + "1;1Hone" + CSI + "K" + CSI + "2;1Htwo" + CSI + "K");
            screen.draw(List.of("one", "2"));
            assertThat(written()).isEqualTo(CSI + "2;1H2" + CSI + "K");
            screen.draw(List.of("one", "2"));
            assertThat(written()).isEmpty();
            screen.synchronize();
            screen.forget();
            screen.draw(List.of("one"));
            assertThat(written()).isEqualTo(CSI + "2J" + CSI + "?2026h" + CSI + "1;1Hone" + CSI + "K" + CSI + "?2026l");
        }
        assertThat(written()).isEqualTo(CSI + "0m" + CSI + "?7h" + CSI + "?25h" + CSI + "?1049l");
    }

    @Test
    void coloursMeanSomethingAndNoColorLeavesThemOut() {
        Line line = Line.of(Role.GOOD, "READY").plus(Role.PLAIN, " 7").plus(Role.BAD, " x");
        assertThat(new Painter(new Style(true, true, true)).paint(line))
                .isEqualTo(CSI + "32mREADY" + CSI + "0m 7" + CSI + "1m" + CSI + "31m x" + CSI + "0m" + CSI + "0m");
        assertThat(new Painter(new Style(true, false, true)).paint(line)).isEqualTo("READY 7 x");
    }

    @Test
    void aTerminalWithoutUnicodeGetsAsciiOfTheSameWidth() {
        Line line = Line.of(Role.PLAIN, "▁█· ▲2 ▼1 ←→ a… 漢é\uD83D\uDE80");
        String painted = new Painter(new Style(true, false, false)).paint(line);
        assertThat(painted).isEqualTo("_@. ^2 v1 <> a~ ?????").hasSize(line.width());
    }

    private String written() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }
}
