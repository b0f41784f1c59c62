package network.ian.app.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import network.ian.app.cli.Style;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;

/** What the demo says when it is over. */
final class Ending {

    private final Style style;

    Ending(Style style) {
        this.style = style;
    }

    /** The best agent in words, and how far the agents came. */
    List<String> best(String goalId, Board.Entry best, Optional<Result> first) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(style.bold("Best of " + goalId + ", by " + TerminalText.escape(best.contributorId(), 40)));
        best.proposal().map(Proposal::full).orElse(List.of("  not readable")).forEach(line -> lines.add("  " + line));
        lines.add("");
        Table table = new Table("", ">first generation's best", ">best");
        row(table, "score", first, best.result(), Result::score, "%.4f", 1);
        row(table, "return above buy-and-hold, a year", first, best.result(), Result::reward, "%+.2f%%", 100);
        row(table, "volatility, a year", first, best.result(), Result::risk, "%.1f%%", 100);
        row(table, "Sharpe ratio", first, best.result(), Result::sharpeRatio, "%.2f", 1);
        row(table, "deepest drawdown", first, best.result(), Result::maxDrawdown, "%.1f%%", 100);
        row(table, "complexity", first, best.result(), Result::complexity, "%.1f", 1);
        table.lines().forEach(line -> lines.add("  " + line));
        lines.add("  " + style.dim(Frame.CAUTION));
        return lines;
    }

    /** Where to look. */
    static List<String> addresses(URI node, String howLong) {
        return List.of(
                "",
                "Open " + node + "/ in a browser, or watch it here: ian top --node " + node,
                "(" + howLong + ")",
                "");
    }

    /** What was checked, and whether it holds. */
    List<String> findings(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        for (Finding finding : findings) {
            String mark = finding.holds() ? style.green("ok    ") : style.red("FAILED");
            lines.add(mark + " " + finding.what() + ": "
                    + finding.fault().map(fault -> fault + "; ").orElse("") + finding.detail());
        }
        return lines;
    }

    private static void row(
            Table table,
            String name,
            Optional<Result> first,
            Result best,
            ToDoubleFunction<Result> number,
            String format,
            int times) {
        table.row(
                name,
                first.map(result -> text(format, times * number.applyAsDouble(result)))
                        .orElse("none"),
                text(format, times * number.applyAsDouble(best)));
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
