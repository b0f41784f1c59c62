package network.ian.benchmarks.suite;

import java.util.Arrays;
import java.util.List;

/** Turns that are not counted, by turns as those that are. */
public final class WarmUp {

    private WarmUp() {}

    /** One of those that are compared. */
    public interface Side {

        /** Has it do its work once; core time of one thing, in microseconds. */
        double turn() throws Exception;
    }

    /**
     * Until no side gets faster; says so if the turns were too few for it, as they always are in a quick run.
     *
     * @param window turns whose median is compared with that of as many before
     * @param most turns of each side
     */
    public static void untilSteady(Plan plan, String what, int window, int most, Side... sides) throws Exception {
        List<Warmth> warmths =
                Arrays.stream(sides).map(side -> new Warmth(window)).toList();
        int turns = 0;
        for (; turns < most && !steady(warmths); turns++) {
            for (int side = 0; side < sides.length; side++) {
                warmths.get(side).add(sides[side].turn());
            }
        }
        plan.say("%s: %d warm-up turns each%s", what, turns, steady(warmths) ? "" : ", not steady yet");
    }

    private static boolean steady(List<Warmth> warmths) {
        return warmths.stream().allMatch(Warmth::steady);
    }
}
