package network.ian.core.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import network.ian.core.evaluation.EquityCurve.Point;
import network.ian.core.verdict.Metrics;

/**
 * Keeps of a curve, while it is drawn, at most {@link EquityCurve#MAX_POINTS} points: the first, the last, and of each
 * stretch between them the highest and the lowest of both lines, so that no peak and no fall is lost. One thread.
 */
public final class EquityCurveSampler {

    /** Of each stretch four points stay, beside the first and the last point of all. */
    private static final int STRETCHES = (EquityCurve.MAX_POINTS - 2) / 4;

    private final int bars;
    private final int stretch;
    private final List<Point> kept = new ArrayList<>(EquityCurve.MAX_POINTS);
    private int next;
    private int inStretch;
    private Point agentLow;
    private Point agentHigh;
    private Point holdLow;
    private Point holdHigh;

    /** @param bars that will be added, at least 2 */
    public EquityCurveSampler(int bars) {
        if (bars < 2) {
            throw new IllegalArgumentException("a curve of " + bars + " bars");
        }
        this.bars = bars;
        this.stretch = bars <= EquityCurve.MAX_POINTS ? 1 : (bars - 2 + STRETCHES - 1) / STRETCHES;
    }

    public boolean isEmpty() {
        return next == 0;
    }

    /** Adds the next bar; parameters as in {@link Point}. */
    public void add(LocalDate date, double agent, double buyAndHold) {
        Point point = new Point(next, date, agent, buyAndHold);
        boolean isLast = next == bars - 1;
        if (isLast) {
            endStretch();
        }
        if (next == 0 || isLast) {
            kept.add(point);
        } else {
            extend(point);
        }
        next++;
    }

    /** The curve, once all bars were added. */
    public EquityCurve curve(Metrics metrics) {
        if (next != bars) {
            throw new IllegalStateException(next + " of " + bars + " bars were added");
        }
        return new EquityCurve(kept, bars, metrics);
    }

    private void extend(Point point) {
        if (inStretch == 0) {
            agentLow = point;
            agentHigh = point;
            holdLow = point;
            holdHigh = point;
        }
        agentLow = point.agent() < agentLow.agent() ? point : agentLow;
        agentHigh = point.agent() > agentHigh.agent() ? point : agentHigh;
        holdLow = point.buyAndHold() < holdLow.buyAndHold() ? point : holdLow;
        holdHigh = point.buyAndHold() > holdHigh.buyAndHold() ? point : holdHigh;
        inStretch++;
        if (inStretch == stretch) {
            endStretch();
        }
    }

    private void endStretch() {
        if (inStretch > 0) {
            Stream.of(agentLow, agentHigh, holdLow, holdHigh)
                    .distinct()
                    .sorted(Comparator.comparingInt(Point::bar))
                    .forEach(kept::add);
            inStretch = 0;
        }
    }
}
