package network.ian.core.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.Ranking;
import network.ian.core.goal.Ranking.Mode;
import network.ian.core.log.Entry;
import network.ian.core.log.GoalLog;
import network.ian.core.log.IdSalt;
import network.ian.core.merkle.MerkleView;
import network.ian.core.merkle.ProofVerifier;
import network.ian.core.merkle.ReferenceTree;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaderboardTest {

    @ParameterizedTest
    @EnumSource(Mode.class)
    void equalsAFoldOverEverythingWhateverArrivesWhen(Mode mode) {
        for (long seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            int entries = 1 + random.nextInt(80);
            int capacity = 1 + random.nextInt(12);
            int[] position = randomPositions(random, entries);
            List<Candidate> offered = new ArrayList<>();
            Leaderboard board = new Leaderboard(capacity, mode, (a, b) -> Integer.compare(position[a], position[b]));
            for (int ordinal = 0; ordinal < entries; ordinal++) {
                Candidate candidate = candidate(random, ordinal, 1 + random.nextInt(25));
                offered.add(candidate);
                List<Candidate> before = standing(offered.subList(0, ordinal), position, capacity);
                List<Candidate> after = standing(offered, position, capacity);
                boolean promising = board.wouldRank(candidate.score(), ordinal);
                boolean changed = board.offer(candidate);
                String where = "seed " + seed + " ordinal " + ordinal;
                assertThat(changed).as(where).isEqualTo(!before.equals(after));
                assertThat(promising || !changed).as(where).isTrue();
                assertThat(board.view().ranked()).as(where).isEqualTo(ranked(mode, after));
                assertThat(board.offer(offered.get(random.nextInt(offered.size()))))
                        .as("%s, offered again", where)
                        .isFalse();
            }
        }
    }

    @Test
    void theRootDoesNotDependOnArrival() {
        Random random = new Random(3);
        int[] position = randomPositions(random, 300);
        List<Candidate> candidates = new ArrayList<>();
        for (int ordinal = 0; ordinal < 300; ordinal++) {
            candidates.add(candidate(random, ordinal, 60));
        }
        Set<Hash> roots = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Leaderboard board = new Leaderboard(20, Mode.SCALAR, (a, b) -> Integer.compare(position[a], position[b]));
            Collections.shuffle(candidates, random);
            candidates.forEach(board::offer);
            roots.add(board.view().root());
        }
        assertThat(roots).hasSize(1);
    }

    @Test
    void thePreCheckRefusesWhatCannotRank() {
        Leaderboard board = new Leaderboard(2, Mode.SCALAR, Integer::compare);
        assertThat(board.wouldRank(-1e9, 9)).isTrue();
        board.offer(scored(3, 1.0));
        board.offer(scored(4, 2.0));
        assertThat(board.wouldRank(0.5, 0)).isFalse();
        assertThat(board.wouldRank(1.0, 5)).isFalse();
        assertThat(board.wouldRank(1.0, 2)).isTrue();
        assertThat(board.wouldRank(1.5, 5)).isTrue();
    }

    @Test
    void aPackIsNeverRankedTwiceEvenIfItsMetricsDiffer() {
        Hash pack = Sha256.of(new byte[] {7});
        for (boolean laterFirst : new boolean[] {false, true}) {
            Leaderboard board = new Leaderboard(5, Mode.SCALAR, Integer::compare);
            Candidate first = withPack(scored(0, 1.0), pack);
            Candidate second = withPack(scored(1, 2.0), pack);
            board.offer(laterFirst ? second : first);
            board.offer(laterFirst ? first : second);
            assertThat(board.view().ranked()).containsExactly(first);
        }
    }

    @Test
    void everyRankIsProvable() {
        Leaderboard board = new Leaderboard(70, Mode.SCALAR, Integer::compare);
        assertThat(board.view().root()).isEqualTo(MerkleView.EMPTY_ROOT);
        assertThat(board.view().best()).isEmpty();
        for (int i = 0; i < 70; i++) {
            board.offer(scored(i, i % 9));
            LeaderboardView view = board.view();
            List<byte[]> leaves =
                    IntStream.rangeClosed(1, view.size()).mapToObj(view::leaf).toList();
            assertThat(view.root()).isEqualTo(ReferenceTree.root(leaves));
            for (int rank = 1; rank <= view.size(); rank++) {
                assertThat(view.proof(rank).leafHash()).isEqualTo(ProofVerifier.leafHash(leaves.get(rank - 1)));
                assertThat(view.proof(rank).root()).isEqualTo(view.root());
                assertThat(ProofVerifier.verify(view.proof(rank))).isTrue();
            }
        }
        assertThatThrownBy(() -> board.view().at(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> board.view().proof(71)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void viewsDoNotChange() {
        Leaderboard board = new Leaderboard(3, Mode.SCALAR, Integer::compare);
        board.offer(scored(0, 1.0));
        LeaderboardView old = board.view();
        board.offer(scored(1, 2.0));
        assertThat(old.ranked()).containsExactly(scored(0, 1.0));
        assertThat(board.view().best()).contains(scored(1, 2.0));
    }

    @Test
    void aNewFrozenPrefixNeedsANewFold() {
        GoalLog log = new GoalLog(new IdSalt(1, 2));
        List<Candidate> all = List.of(scored(0, 1.0), withMetricsOf(scored(0, 1.0), 1), scored(2, 1.0));
        log.add(all.stream().map(c -> new Entry(c.id(), c.timestampMs(), 0)).toList());
        Leaderboard board = new Leaderboard(2, Mode.SCALAR, log.canonicalOrder());
        board.rebuild(all);
        assertThat(board.view().ranked()).containsExactly(all.get(0), all.get(2));
        log.refreeze(List.of(new int[] {2, 1}));
        board.rebuild(all);
        assertThat(board.view().ranked()).containsExactly(all.get(2), all.get(1));
    }

    @Test
    void aBoardNeedsRoom() {
        assertThatThrownBy(() -> new Leaderboard(0, Mode.SCALAR, Integer::compare))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The definition, with no thought for speed: first of each metrics in canonical order, then by score and position. */
    private static List<Candidate> standing(List<Candidate> all, int[] position, int capacity) {
        Set<Metrics> seen = new HashSet<>();
        return all.stream()
                .sorted(Comparator.comparingInt(c -> position[c.ordinal()]))
                .filter(c -> seen.add(c.metrics()))
                .sorted(Comparator.comparingDouble(c -> -c.score()))
                .limit(capacity)
                .toList();
    }

    private static List<Candidate> ranked(Mode mode, List<Candidate> standing) {
        return mode == Mode.SCALAR
                ? standing
                : standing.stream()
                        .filter(c ->
                                standing.stream().noneMatch(o -> ParetoFrontTest.dominates(o.metrics(), c.metrics())))
                        .toList();
    }

    private static int[] randomPositions(Random random, int count) {
        List<Integer> positions =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(positions, random);
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A pack's metrics follow from the pack, and several packs and several metrics share a score. */
    private static Candidate candidate(Random random, int ordinal, int packs) {
        int pack = random.nextInt(packs);
        Metrics metrics = new Metrics(pack % 5, pack % 2, pack % 3, pack % 4, 0, 1, 1);
        double score = new Ranking(Mode.SCALAR, 1, -1, 0, 0, 0).score(metrics);
        return new Candidate(
                ordinal, hash("id" + ordinal), ordinal, hash("pack" + pack), "agent" + pack % 3, metrics, score);
    }

    private static Candidate scored(int ordinal, double score) {
        Metrics metrics = new Metrics(score, 0, ordinal, 0, 0, 1, 1);
        return new Candidate(ordinal, hash("id" + ordinal), ordinal, hash("pack" + ordinal), "agent", metrics, score);
    }

    private static Candidate withPack(Candidate c, Hash pack) {
        return new Candidate(c.ordinal(), c.id(), c.timestampMs(), pack, c.contributorId(), c.metrics(), c.score());
    }

    private static Candidate withMetricsOf(Candidate c, int ordinal) {
        return new Candidate(ordinal, hash("id" + ordinal), ordinal, c.packHash(), "copyist", c.metrics(), c.score());
    }

    private static Hash hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
