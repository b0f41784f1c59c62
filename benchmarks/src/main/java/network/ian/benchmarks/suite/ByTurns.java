package network.ian.benchmarks.suite;

import network.ian.benchmarks.Machine;
import network.ian.benchmarks.Median;
import network.ian.benchmarks.Usage;

/**
 * One thing and what it is set against, measured by turns: a warm-up of each that does not count, then as many rounds as the
 * plan says. What disturbs the machine for a while disturbs both, so the rounds' own ratios say more than the ratio of the
 * medians.
 */
public final class ByTurns {

    private final Median against = new Median();
    private final Median ours = new Median();
    private final Median oursByAgainst = new Median();
    private final Median againstByOurs = new Median();

    /** For rounds that are measured elsewhere. */
    public ByTurns() {}

    /** Takes one value of a figure. */
    public interface Sample {
        double take() throws Exception;
    }

    /** Measures {@code against}, {@code ours}, {@code against}, ...; both in the same unit. */
    public static ByTurns measure(Plan plan, String name, Sample against, Sample ours) throws Exception {
        ByTurns turns = new ByTurns();
        against.take();
        ours.take();
        for (int round = 1; round <= plan.rounds(); round++) {
            Usage start = Usage.now();
            double limit = against.take();
            double own = ours.take();
            turns.add(own, limit);
            plan.say(
                    "%s, round %d of %d: %s against %s, others took %.2f cores, load %s",
                    name,
                    round,
                    plan.rounds(),
                    Quantity.of(own),
                    Quantity.of(limit),
                    Usage.since(start).otherCores(),
                    Machine.loadAverage());
        }
        plan.say("%s: %s against %s", name, turns.ours.words("%.6g"), turns.against.words("%.6g"));
        return turns;
    }

    /** Adds a round. */
    public void add(double own, double limit) {
        ours.add(own);
        against.add(limit);
        oursByAgainst.add(own / limit);
        againstByOurs.add(limit / own);
    }

    /** Of a rate or another figure that is better when it is higher; {@code target} is the least ratio, NaN for none. */
    public Figure higherIsBetter(String name, String unit, String set, double target) {
        return figure(name, unit, set, oursByAgainst, target);
    }

    /** Of a cost, a delay or another figure that is better when it is lower. */
    public Figure lowerIsBetter(String name, String unit, String set, double target) {
        return figure(name, unit, set, againstByOurs, target);
    }

    private Figure figure(String name, String unit, String set, Median ratio, double target) {
        return new Figure(name, ours.value(), unit, set, against.value(), ratio.value(), target);
    }
}
