package network.ian.p2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GossipLabTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void reachesEverybodyForLittleMoreThanOneCopyAndWithoutMuchDelay(long seed) {
        // Two minutes of a small network: the tree of the first flood weighs more than in the run of a thousand nodes.
        LabReport report = run(Lab.Setting.calm(150, 400, seed));

        assertThat(report.delivered()).isEqualTo(1);
        assertThat(report.copies()).isLessThanOrEqualTo(1.3);
        assertThat(report.stretch()).isLessThanOrEqualTo(2);
        assertThat(report.blamed()).isZero();
    }

    @Test
    void losesNothingToPeersThatFallSilentInTheMiddle() {
        LabReport report = run(Lab.Setting.calm(150, 120, 4).attacked(0.3, LabConduct.SILENT, 60));

        assertThat(report.delivered()).isEqualTo(1);
        assertThat(report.blamed()).isZero();
    }

    @Test
    void losesNothingToPeersThatAnnounceAndNeverSupply() {
        LabReport report = run(Lab.Setting.calm(150, 120, 5).attacked(0.3, LabConduct.WITHHOLDING, 0));

        assertThat(report.delivered()).isEqualTo(1);
    }

    @Test
    void losesNothingWhereConnectionsAreCutAllTheTime() {
        LabReport report = run(Lab.Setting.calm(150, 120, 6).cut(0.2));

        assertThat(report.delivered()).isEqualTo(1);
        assertThat(report.copies()).isLessThanOrEqualTo(1.5);
    }

    @Test
    void fetchesLargeContributionsExactlyOnce() {
        LabReport report = run(Lab.Setting.calm(100, 30, 7).bodies(20_000));

        assertThat(report.delivered()).isEqualTo(1);
        // The origins received nothing: less than one copy for each node that has it.
        assertThat(report.copies()).isLessThanOrEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        Lab.Setting setting = Lab.Setting.calm(60, 40, 8).cut(0.5);

        assertThat(run(setting)).isEqualTo(run(setting));
    }

    @Tag("proof")
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aThousandNodesKeepTheTargets(long seed) {
        LabReport report = run(Lab.Setting.calm(1_000, 1_000, seed));

        assertThat(report.delivered()).isEqualTo(1);
        assertThat(report.copies()).isLessThanOrEqualTo(1.3);
        assertThat(report.stretch()).isLessThanOrEqualTo(2);
    }

    @Tag("proof")
    @ParameterizedTest
    @ValueSource(strings = {"SILENT", "WITHHOLDING"})
    void aThousandNodesLoseNothingToThreeHundredAttackers(String conduct) {
        LabReport report = run(Lab.Setting.calm(1_000, 600, 14).attacked(0.3, LabConduct.valueOf(conduct), 300));

        assertThat(report.delivered()).isEqualTo(1);
    }

    private static LabReport run(Lab.Setting setting) {
        LabReport report = new Lab(setting).run();
        System.out.println(setting.nodes() + " nodes, seed " + setting.seed() + ": " + report);
        return report;
    }
}
