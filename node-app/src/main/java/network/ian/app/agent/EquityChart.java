package network.ian.app.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import network.ian.app.cli.Style;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.evaluation.EquityCurve.Point;

/** Draws what an agent earned beside buy-and-hold as lines of at most 78 characters, colours not counted. */
final class EquityChart {

    private static final int COLUMNS = 68;
    private static final int ROWS = 12;
    private static final char EMPTY = ' ';
    private static final char AGENT = '*';
    private static final char HOLD = '.';

    private final Style style;

    EquityChart(Style style) {
        this.style = style;
    }

    /** The picture, with a scale at the left: 1 is the stake, and earnings are not compounded. */
    List<String> lines(EquityCurve curve) {
        double[] agent = new double[COLUMNS];
        double[] hold = new double[COLUMNS];
        sample(curve, agent, hold);
        double low = Math.min(least(agent), least(hold));
        double high = Math.max(most(agent), most(hold));
        char[][] grid = new char[ROWS][COLUMNS];
        Arrays.stream(grid).forEach(row -> Arrays.fill(row, EMPTY));
        for (int column = 0; column < COLUMNS; column++) {
            grid[row(hold[column], low, high)][column] = HOLD;
        }
        for (int column = 0; column < COLUMNS; column++) {
            grid[row(agent[column], low, high)][column] = AGENT;
        }
        List<String> lines = new ArrayList<>();
        lines.add("equity, a stake of 1 that is not compounded: " + style.green("*") + " agent  " + style.dim(".")
                + " buy and hold");
        for (int row = ROWS - 1; row >= 0; row--) {
            lines.add(line(low + (high - low) * row / (ROWS - 1), grid[row]));
        }
        return lines;
    }

    private String line(double value, char[] cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%7.2f |", 1.0 + value));
        for (String run : new String(cells).stripTrailing().split("(?<=\\*)(?!\\*)|(?<=\\.)(?!\\.)|(?<= )(?! )", -1)) {
            line.append(run.startsWith("*") ? style.green(run) : run.startsWith(".") ? style.dim(run) : run);
        }
        return line.toString();
    }

    /** The last point at or before each column's bar. */
    private static void sample(EquityCurve curve, double[] agent, double[] hold) {
        List<Point> points = curve.points();
        int next = 0;
        for (int column = 0; column < COLUMNS; column++) {
            long bar = (long) column * (curve.bars() - 1) / (COLUMNS - 1);
            while (next + 1 < points.size() && points.get(next + 1).bar() <= bar) {
                next++;
            }
            agent[column] = points.get(next).agent();
            hold[column] = points.get(next).buyAndHold();
        }
    }

    private static int row(double value, double low, double high) {
        return high > low ? (int) Math.round((value - low) / (high - low) * (ROWS - 1)) : 0;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0.0);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(0.0);
    }
}
