package network.ian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.core.runtime.MonotonicClock;
import network.ian.simulation.report.JsonReport;
import network.ian.simulation.report.Report;
import network.ian.simulation.report.TextReport;
import network.ian.simulation.scenario.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand nodes. */
@Tag("proof")
class LargeNetworkProofTest {

    private static final long SEED = Long.getLong("ian.simulation.first-seed", 1);

    @ParameterizedTest
    @EnumSource
    void everyContributionReachesEveryHonestNode(Scenario scenario) {
        SimulationRun run =
                new SimulationRun(SimulationOptions.defaults(1_000, SEED, scenario), MonotonicClock.system());
        Report report = run.run();
        System.out.println(JsonReport.of(report));
        assertThat(report.passed())
                .as("%s%nmissing: %s", TextReport.of(report), run.missing(5))
                .isTrue();
        if (scenario == Scenario.CALM) {
            assertThat(report.copiesPerDelivery()).isLessThanOrEqualTo(1.3);
            assertThat(report.latencies().p99())
                    .isLessThanOrEqualTo(2 * report.latencies().shortestPathP99());
        }
    }
}
