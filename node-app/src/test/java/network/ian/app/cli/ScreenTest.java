package network.ian.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final String ESC = "\u001b[";

    @Test
    void eachPictureReplacesTheLastAndTheCursorComesBack() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            screen.draw(List.of("one", "two", "three"));
            screen.draw(List.of("four"));
            screen.draw(List.of("five"));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(ESC + "?25l" + "one" + ESC + "K\ntwo" + ESC + "K\nthree" + ESC + "K\n" + ESC + "J" + ESC
                        + "3A\rfour" + ESC + "K\n" + ESC + "J" + ESC + "1A\rfive" + ESC + "K\n" + ESC + "J" + ESC
                        + "?25h");
    }

    @Test
    void aPipeGetsNoEscapesAndNoColorIsRespected() {
        assertThat(Style.of(false, Map.of("TERM", "xterm"))).isEqualTo(Style.PLAIN);
        assertThat(Style.of(true, Map.of("TERM", "dumb"))).isEqualTo(Style.PLAIN);
        assertThat(Style.of(true, Map.of())).isEqualTo(Style.PLAIN);
        assertThat(Style.PLAIN.green("x")).isEqualTo("x");
        Style grey = Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1", "LANG", "de_DE.UTF-8"));
        assertThat(grey).isEqualTo(new Style(true, false, true));
        assertThat(grey.hue(3, "x")).isEqualTo("x");
        Style full = Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "", "LC_ALL", "C", "LANG", "C.UTF-8"));
        assertThat(full).isEqualTo(new Style(true, true, false));
        assertThat(full.green("x")).isEqualTo(ESC + "32mx" + ESC + "0m");
    }
}
