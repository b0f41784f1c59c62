package network.ian.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/** Figures for people: as columns on a terminal, or as a table in Markdown. */
final class FigureTable {

    private static final List<String> HEAD =
            List.of("figure", "measured", "set against", "which gives", "ratio", "target", "met");
    /** What has numbers is aligned to the right. */
    private static final List<Boolean> RIGHT = List.of(false, true, false, true, true, true, false);

    private static final String NONE = "-";

    private FigureTable() {}

    /** Aligned columns, without trailing space. */
    static List<String> columns(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        figures.forEach(figure -> rows.add(cells(figure)));
        List<String> lines = new ArrayList<>();
        for (List<String> cells : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < HEAD.size(); column++) {
                String cell = cells.get(column);
                String padding = " ".repeat(width(rows, column) - cell.length());
                line.append(column == 0 ? "" : "  ").append(RIGHT.get(column) ? padding + cell : cell + padding);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    static List<String> markdown(List<Figure> figures) {
        List<String> lines = new ArrayList<>();
        lines.add(row(HEAD));
        lines.add(row(RIGHT.stream().map(right -> right ? "---:" : "---").toList()));
        for (Figure figure : figures) {
            List<String> cells = new ArrayList<>(cells(figure));
            cells.set(0, "`" + cells.get(0) + "`");
            if (!figure.met()) {
                cells.set(HEAD.size() - 1, "**" + cells.get(HEAD.size() - 1) + "**");
            }
            lines.add(row(cells));
        }
        return lines;
    }

    /** How many targets are missed, and which. */
    static String summary(List<Figure> figures) {
        List<String> missed = figures.stream()
                .filter(figure -> !figure.met())
                .map(Figure::name)
                .toList();
        long targets = figures.stream().filter(Figure::hasTarget).count();
        if (targets == 0) {
            return "nothing here has a target";
        }
        if (missed.isEmpty()) {
            return targets + " of " + targets + " targets met";
        }
        return missed.size() + " of " + targets + " targets missed: " + String.join(", ", missed);
    }

    private static List<String> cells(Figure figure) {
        return List.of(
                figure.name(),
                Quantity.of(figure.value()) + " " + figure.unit(),
                figure.against(),
                Quantity.of(figure.againstValue()) + " " + figure.unit(),
                Quantity.ratio(figure.ratio()),
                figure.hasTarget() ? Quantity.ratio(figure.target()) : NONE,
                !figure.hasTarget() ? NONE : figure.met() ? "yes" : "missed");
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
