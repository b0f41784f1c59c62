package network.ian.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table(">N", "NAME", ">X").row("1", "漢字", "22").row("100", "a", "3");
        assertThat(table.lines())
                .as("an ideograph takes two columns of a terminal")
                .containsExactly("  N  NAME   X", "  1  漢字  22", "100  a      3");
    }
}
