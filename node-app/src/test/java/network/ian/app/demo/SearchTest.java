package network.ian.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import network.ian.core.evaluation.trading.MovingAverageCrossover;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.evaluation.trading.VolatilityTarget;
import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void theSameSeedMakesTheSameProposals() {
        assertThat(proposals(7, List.of())).isEqualTo(proposals(7, List.of())).isNotEqualTo(proposals(8, List.of()));
    }

    @Test
    void startsFromTheTextbookAndTriesNothingTwice() {
        List<Policy> tried = proposals(3, List.of());
        assertThat(tried.get(0)).isEqualTo(Textbook.policy(1));
        assertThat(new HashSet<>(tried)).hasSameSizeAs(tried);
    }

    @Test
    void learnsWhatIsGood() {
        for (long seed = 1; seed <= 5; seed++) {
            Search search = new Search(Textbook.policy(0), new SplitMix64(seed));
            List<Double> fitness = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Policy policy = search.propose(List.of());
                fitness.add(-distance(policy));
                search.learn(policy, -distance(policy));
            }
            double early = fitness.subList(0, 50).stream()
                    .mapToDouble(f -> f)
                    .average()
                    .orElseThrow();
            double late = fitness.subList(250, 300).stream()
                    .mapToDouble(f -> f)
                    .average()
                    .orElseThrow();
            assertThat(late).as("seed %d", seed).isGreaterThan(early + 20);
        }
    }

    @Test
    void learnsFromLeaders() {
        Policy leader = new VolatilityTarget(100, 0.2, 0.9);
        assertThat(proposals(5, List.of(leader)).stream()
                        .filter(VolatilityTarget.class::isInstance)
                        .map(VolatilityTarget.class::cast)
                        .filter(policy -> Math.abs(policy.lookBackDays() - 100) <= 5))
                .hasSizeGreaterThan(5);
    }

    /** How far a crossover is from one of 100 and 200 days. */
    private static double distance(Policy policy) {
        return policy instanceof MovingAverageCrossover crossover
                ? Math.abs(crossover.fast() - 100) + Math.abs(crossover.slow() - 200)
                : 250;
    }

    private static List<Policy> proposals(long seed, List<Policy> leaders) {
        Search search = new Search(Textbook.policy(1), new SplitMix64(seed));
        List<Policy> proposals = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Policy policy = search.propose(leaders);
            proposals.add(policy);
            search.learn(policy, i);
        }
        return proposals;
    }
}
