package network.ian.core.evaluation;

import java.time.LocalDate;
import java.util.List;
import network.ian.core.verdict.Metrics;

/**
 * What an agent earned in the course of an evaluation, beside buy-and-hold over the same days.
 *
 * @param points that were kept, ascending by bar; the first is bar 0, the last bar {@code bars - 1}
 * @param bars of the whole curve: the start, and each scored day
 * @param metrics of this very run
 */
public record EquityCurve(List<Point> points, int bars, Metrics metrics) {

    /** Most points that a curve keeps. */
    public static final int MAX_POINTS = 500;

    /**
     * A point of both curves. Earnings are sums of daily net returns on a stake that stays the same, so they are not
     * compounded; 0.1 is a tenth of the stake.
     *
     * @param bar 0 for the start, then the scored days, episode after episode
     * @param date of the close at which the bar ends; earlier than the bar before where a new episode begins in the past
     */
    public record Point(int bar, LocalDate date, double agent, double buyAndHold) {}

    public EquityCurve {
        points = List.copyOf(points);
    }
}
