package network.ian.app.top;

/** Facts beside each other, as many as the width has room for: those that come first are shown first. Not thread-safe. */
final class Row {

    private static final String GAP = "  ";

    private final int columns;
    private Line line;
    private boolean begun;

    /** @param name of the row, in a narrow column of its own */
    Row(int columns, String name) {
        this.columns = columns;
        this.line = Line.of(Role.LABEL, "%-6s".formatted(name));
    }

    /** Adds a value if there is room for it. */
    Row fact(Role role, String value) {
        return fact(Line.of(role, value));
    }

    /** Adds a value with its name before it, if there is room for both. */
    Row fact(String name, Role role, String value) {
        return fact(Line.of(Role.LABEL, name + " ").plus(role, value));
    }

    /** Adds this if there is room for it; the first one is cut instead. */
    Row fact(Line fact) {
        Line with = begun ? line.plus(Role.PLAIN, GAP).plus(fact) : line.plus(fact);
        if (!begun || with.width() <= columns) {
            line = with;
            begun = true;
        }
        return this;
    }

    /** Columns that another value may take. */
    int room() {
        return columns - line.width() - (begun ? GAP.length() : 0);
    }

    Line line() {
        return line.cut(columns);
    }
}
