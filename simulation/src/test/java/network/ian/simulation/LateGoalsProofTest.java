package network.ian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import network.ian.simulation.report.Report;
import network.ian.simulation.report.TextReport;
import network.ian.simulation.scenario.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many networks to which goals are added while they run. {@code -Dian.simulation.seeds} and {@code -Dian.simulation.first-seed}
 * choose others.
 */
@Tag("proof")
class LateGoalsProofTest {

    private static final int SEEDS = Integer.getInteger("ian.simulation.seeds", 400);
    private static final long FIRST = Long.getLong("ian.simulation.first-seed", 1);

    @Test
    void whoHasAGoalHasAllOfItAndNobodyIsPunished() {
        long contributions = 0;
        long late = 0;
        long additions = 0;
        long events = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            int nodes = new SplittableRandom(seed).nextInt(6, 21);
            SimulationRun run = new SimulationRun(
                    new SimulationOptions(nodes, seed, Scenario.GOALS, 40, 5, 60, 60, 20), () -> 0);
            Report report = run.run();
            assertThat(report.passed())
                    .as("%s%nmissing: %s", TextReport.of(report), run.missing(5))
                    .isTrue();
            contributions += report.contributions();
            late += run.lateContributions();
            additions += run.goalsAdded();
            events += report.events();
        }
        System.out.printf(
                "goals added to running nodes, seeds %d to %d: %d additions, %d contributions, %d of them to such goals, "
                        + "%d events; all delivered, roots equal, nobody banned%n",
                FIRST, FIRST + SEEDS - 1, additions, contributions, late, events);
        assertThat(late).isGreaterThan(contributions / 4);
    }
}
