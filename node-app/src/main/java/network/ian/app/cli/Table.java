package network.ian.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns for people. Cells must be safe to print ({@link TerminalText}). */
public final class Table {

    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param head the columns' names; one that starts with {@code >} is aligned to the right */
    public Table(String... head) {
        this.head = List.of(head);
    }

    /** Adds a row with one cell for each column. */
    public Table row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The head and the rows, without trailing space. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(head.stream().map(Table::name).toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(width(column) - DisplayWidth.of(cells.get(column)));
            boolean right = head.get(column).startsWith(">");
            line.append(column == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(cells.get(column))
                    .append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = DisplayWidth.of(name(head.get(column)));
        for (List<String> row : rows) {
            widest = Math.max(widest, DisplayWidth.of(row.get(column)));
        }
        return widest;
    }

    private static String name(String column) {
        return column.startsWith(">") ? column.substring(1) : column;
    }
}
