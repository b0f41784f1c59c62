package network.ian.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void whatCannotBeSeenIsWrittenOut() {
        assertThat(TerminalText.escape("plain Ünï 漢字 \uD83D\uDE80")).isEqualTo("plain Ünï 漢字 \uD83D\uDE80");
        assertThat(TerminalText.escape("\u001b[31mred\r\n\t\u0007"))
                .isEqualTo("\\u{1b}[31mred\\u{d}\\u{a}\\u{9}\\u{7}");
        assertThat(TerminalText.escape("\u202eevil\u200b\u2066")).isEqualTo("\\u{202e}evil\\u{200b}\\u{2066}");
        assertThat(TerminalText.escape("\u009b2J\u2028\ud800")).isEqualTo("\\u{9b}2J\\u{2028}\\u{d800}");
        assertThat(TerminalText.escape("\\u{1b}")).isEqualTo("\\u{5c}u{1b}");
        assertThat(TerminalText.escape("a\u0301\u00a0b")).isEqualTo("a\\u{301}\\u{a0}b");
    }

    @Test
    void longTextIsCutAndSaysSo() {
        assertThat(TerminalText.escape("abcdef", 6)).isEqualTo("abcdef");
        assertThat(TerminalText.escape("abcdefg", 6)).isEqualTo("abcde…");
    }
}
