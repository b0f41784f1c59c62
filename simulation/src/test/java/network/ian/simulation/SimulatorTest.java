package network.ian.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import network.ian.core.runtime.MonotonicClock;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import network.ian.simulation.event.InvariantViolation;
import network.ian.simulation.node.NodeFactory;
import network.ian.simulation.report.JsonReport;
import network.ian.simulation.report.Report;
import network.ian.simulation.report.TextReport;
import network.ian.simulation.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator itself, with the flooding stand-in, and that its checks can fail. */
class SimulatorTest {

    private static final MonotonicClock STOPPED = () -> 0;

    private static SimulationOptions small(long seed, Scenario scenario) {
        return new SimulationOptions(16, seed, scenario, 10, 30, 20, 60, 1);
    }

    private static Report run(SimulationOptions options, NodeFactory nodes) {
        return new SimulationRun(options, STOPPED, nodes).run();
    }

    @ParameterizedTest
    @EnumSource
    void floodingDeliversAndTheSameSeedDoesTheSame(Scenario scenario) {
        Report first = run(small(7, scenario), FloodingNode::new);
        assertThat(first.nodes()).isEqualTo(16);
        assertThat(first.attackers().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(first.nodes() - first.honest());
        assertThat(first.violation()).isEmpty();
        assertThat(JsonReport.of(run(small(7, scenario), FloodingNode::new))).isEqualTo(JsonReport.of(first));
        assertThat(run(small(8, scenario), FloodingNode::new).traceHash()).isNotEqualTo(first.traceHash());
        if (EnumSet.of(Scenario.CALM, Scenario.CHURN, Scenario.PARTITION).contains(scenario)) {
            assertThat(first.passed()).as(TextReport.of(first)).isTrue();
        }
    }

    @Test
    void aPartitionDelaysAndItsHealIsMeasured() {
        Report calm = run(small(3, Scenario.CALM), FloodingNode::new);
        Report parted = run(small(3, Scenario.PARTITION), FloodingNode::new);
        assertThat(calm.convergeAfterHealMs()).isEmpty();
        assertThat(parted.convergeAfterHealMs()).isPresent();
    }

    @Test
    void figuresAreWithinReason() {
        Report report = run(small(3, Scenario.CALM), FloodingNode::new);
        Report.Latencies times = report.latencies();
        assertThat(times.shortestPathP99()).isBetween(5.0, 1_000.0);
        assertThat(times.p50()).isLessThanOrEqualTo(times.p90());
        assertThat(times.p99()).isBetween(times.p90(), times.max());
        assertThat(report.copiesPerDelivery()).isGreaterThan(0.9);
        assertThat(report.virtualSeconds()).isEqualTo(110);
    }

    @Test
    void aNodeThatGivesNothingAwayIsFoundOut() {
        NodeFactory mute = blueprint -> blueprint.host().index() < 8
                ? new FloodingNode(blueprint)
                : new FloodingNode(blueprint) {
                    @Override
                    public void received(long link, Message message, int bytes) {
                        if (!(message instanceof Message.Announce)) {
                            super.received(link, message, bytes);
                        }
                    }

                    @Override
                    void take(Peer peer, WireEntry entry) {
                        // Nothing is taken in, so nothing is delivered.
                    }
                };
        SimulationRun run = new SimulationRun(small(1, Scenario.CALM), STOPPED, mute);
        Report report = run.run();
        assertThat(report.deliveredRatio()).isLessThan(1);
        assertThat(report.converged()).isFalse();
        assertThat(report.passed()).isFalse();
        assertThat(run.missing(5)).hasSize(5);
    }

    @Test
    void aNodeThatBansAnHonestOneStopsTheRunWithSeedAndTime() {
        NodeFactory hostile = blueprint -> new FloodingNode(blueprint) {
            @Override
            void take(Peer peer, WireEntry entry) {
                around.links().close(peer, GoodbyeReason.BANNED, "");
            }
        };
        Report report = run(small(5, Scenario.CALM), hostile);
        assertThat(report.honestBans()).isEqualTo(1);
        assertThat(report.passed()).isFalse();
        assertThat(report.violation().orElseThrow()).contains("seed 5", "scenario calm", "banned honest node");
    }

    @Test
    void aNodeWhoseTableIsTooLargeStopsTheRun() {
        NodeFactory fat = blueprint -> new FloodingNode(blueprint) {
            @Override
            public void checkBounds() {
                throw new InvariantViolation("table: 2, the bound is 1");
            }
        };
        assertThat(run(small(5, Scenario.CALM), fat).violation().orElseThrow()).contains("the bound is 1");
    }

    @Test
    void anExceptionThatEscapesANodeNamesSeedAndTime() {
        NodeFactory broken = blueprint -> new FloodingNode(blueprint) {
            @Override
            void take(Peer peer, WireEntry entry) {
                throw new UnsupportedOperationException("a bug");
            }
        };
        assertThatThrownBy(() -> run(small(5, Scenario.CALM), broken))
                .hasMessageContaining("seed 5")
                .hasRootCauseMessage("a bug");
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatThrownBy(() -> SimulationOptions.defaults(1, 1, Scenario.CALM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Scenario.named("no-such")).isEmpty();
    }
}
