package network.ian.app.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Rows in columns, with the columns that the width has room for. */
final class Grid<T> {

    private static final int GAP = 2;

    private final List<Column<T>> shown;
    private final int columns;

    /** @param columns of the terminal that the table may take */
    Grid(int columns, List<Column<T>> wanted) {
        this.columns = columns;
        List<Column<T>> fitting = new ArrayList<>(wanted);
        while (width(fitting) > columns && fitting.stream().anyMatch(column -> column.rank() > 0)) {
            fitting.remove(
                    fitting.stream().max(Comparator.comparingInt(Column::rank)).orElseThrow());
        }
        int over = Math.max(0, columns - width(fitting));
        this.shown = fitting.stream()
                .map(column -> column.grows() ? column.wide(column.width() + over) : column)
                .toList();
    }

    Line head() {
        return line(Column::head);
    }

    Line row(T row) {
        return line(column -> column.of(row));
    }

    private Line line(Function<Column<T>, Line> cell) {
        Line line = Line.EMPTY;
        for (Column<T> column : shown) {
            Line gap = line.pieces().isEmpty() ? Line.EMPTY : Line.of(Role.PLAIN, " ".repeat(GAP));
            line = line.plus(gap).plus(cell.apply(column));
        }
        return line.cut(columns);
    }

    private static <T> int width(List<Column<T>> columns) {
        return columns.stream().mapToInt(Column::width).sum() + GAP * (columns.size() - 1);
    }
}
