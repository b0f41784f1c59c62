package network.ian.app.top;

import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param width columns of the terminal that it needs
 * @param right whether its cells are aligned to the right
 * @param grows whether it takes what is left over
 * @param rank those with the highest are left out first where there is little room; 0: never
 */
record Column<T>(String name, int width, boolean right, boolean grows, int rank, Function<T, Line> cell) {

    static <T> Column<T> left(String name, int width, int rank, Function<T, Line> cell) {
        return new Column<>(name, width, false, false, rank, cell);
    }

    static <T> Column<T> right(String name, int width, int rank, Function<T, Line> cell) {
        return new Column<>(name, width, true, false, rank, cell);
    }

    /** At least this wide; it takes what the others leave. */
    static <T> Column<T> growing(String name, int width, int rank, Function<T, Line> cell) {
        return new Column<>(name, width, false, true, rank, cell);
    }

    Column<T> wide(int columns) {
        return new Column<>(name, columns, right, grows, rank, cell);
    }

    Line head() {
        return placed(Line.of(Role.LABEL, name));
    }

    Line of(T row) {
        return placed(cell.apply(row));
    }

    private Line placed(Line cell) {
        Line cut = cell.cut(width);
        Line blanks = Line.of(Role.PLAIN, " ".repeat(width - cut.width()));
        return right ? blanks.plus(cut) : cut.plus(blanks);
    }
}
