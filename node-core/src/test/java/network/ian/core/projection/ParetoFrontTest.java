package network.ian.core.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.Ranking.Mode;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

    static boolean dominates(Metrics a, Metrics b) {
        boolean noWorse = a.reward() >= b.reward() && a.risk() <= b.risk() && a.complexity() <= b.complexity();
        boolean better = a.reward() > b.reward() || a.risk() < b.risk() || a.complexity() < b.complexity();
        return noWorse && better;
    }

    @Test
    void isWhatNoOtherDominates() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int range = 2 + random.nextInt(20);
            List<Metrics> all = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                all.add(metrics(random.nextInt(range) - 3, random.nextInt(range), random.nextInt(range), i % 3));
            }
            Set<Metrics> expected = all.stream()
                    .filter(m -> all.stream().noneMatch(other -> dominates(other, m)))
                    .collect(Collectors.toSet());
            assertThat(ParetoFront.of(all)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aScalarBoardRanksAllAndAParetoBoardItsFront() {
        List<Metrics> metrics = List.of(metrics(3, 2, 2, 0), metrics(2, 2, 2, 0), metrics(1, 1, 2, 0));
        LeaderboardView scalar = board(Mode.SCALAR, metrics);
        assertThat(scalar.size()).isEqualTo(3);
        LeaderboardView pareto = board(Mode.PARETO, metrics);
        assertThat(pareto.ranked()).containsExactly(scalar.at(1), scalar.at(3));
    }

    private static LeaderboardView board(Mode mode, List<Metrics> all) {
        Leaderboard board = new Leaderboard(10, mode, Integer::compare);
        for (int i = 0; i < all.size(); i++) {
            byte[] octets = new byte[Hash.SIZE];
            octets[0] = (byte) i;
            Hash hash = Hash.wrap(octets);
            board.offer(new Candidate(
                    i, hash, i, hash, "agent", all.get(i), all.get(i).reward()));
        }
        return board.view();
    }

    private static Metrics metrics(double reward, double risk, double complexity, double sharpeRatio) {
        return new Metrics(reward, risk, complexity, sharpeRatio, 0, 1, 1);
    }
}
