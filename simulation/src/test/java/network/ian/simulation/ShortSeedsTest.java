package network.ian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import network.ian.simulation.report.Report;
import network.ian.simulation.report.TextReport;
import network.ian.simulation.scenario.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real protocol in many small networks: everything arrives everywhere, and no honest node bans another. */
class ShortSeedsTest {

    private static final int SEEDS = Integer.getInteger("ian.simulation.seeds", 8);
    private static final long FIRST = Long.getLong("ian.simulation.first-seed", 1);

    @ParameterizedTest
    @EnumSource
    void everyContributionReachesEveryHonestNode(Scenario scenario) {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            SimulationRun run = new SimulationRun(options(seed, scenario), () -> 0);
            Report report = run.run();
            assertThat(report.passed())
                    .as("%s%nmissing: %s", TextReport.of(report), run.missing(5))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedDoesTheSame(Scenario scenario) {
        String first = new SimulationRun(options(1, scenario), () -> 0).run().traceHash();
        assertThat(new SimulationRun(options(1, scenario), () -> 0).run().traceHash())
                .isEqualTo(first);
    }

    private static SimulationOptions options(long seed, Scenario scenario) {
        int nodes = new SplittableRandom(seed).nextInt(8, 15);
        return new SimulationOptions(nodes, seed, scenario, 10, 10, 15, 45, 20);
    }
}
