package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void whateverIsAddedIsEscaped() {
        Line line = Line.of(Role.PLAIN, "a\u001b[2J").plus(Role.BAD, "\u202e\n");
        assertThat(line.text()).isEqualTo("a\\u{1b}[2J\\u{202e}\\u{a}");
    }

    @Test
    void cutsByColumnsAndSaysSo() {
        Line line = Line.of(Role.PLAIN, "漢字").plus(Role.GOOD, "漢字");
        assertThat(line.width()).isEqualTo(8);
        assertThat(line.cut(8).text()).isEqualTo("漢字漢字");
        assertThat(line.cut(7).text()).isEqualTo("漢字漢…");
        assertThat(line.cut(6).text()).as("half a character does not show").isEqualTo("漢字…");
        assertThat(line.cut(5).text()).isEqualTo("漢字…");
        assertThat(line.cut(1).text()).isEqualTo("…");
        assertThat(line.cut(0).text()).isEmpty();
        assertThat(line.fitted(6).width()).isEqualTo(6);
        assertThat(line.fitted(10).text()).isEqualTo("漢字漢字  ");
    }
}
