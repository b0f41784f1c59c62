package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ScoreMergeTest {

    private static final Hash ID = Rig.id(1);
    private static final IpPrefix PREFIX = new IpPrefix(false, 0xcb0071);

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of("score", (Change) (peer, value) -> with(peer, value, 0, 0, 0, 0), get(PeerScore::score)),
                Arguments.of(
                        "banned", (Change) (peer, value) -> with(peer, 0, value, 0, 0, 0), get(PeerScore::bannedUntil)),
                Arguments.of(
                        "first", (Change) (peer, value) -> with(peer, 0, 0, value, 0, 0), get(PeerScore::firstSeen)),
                Arguments.of("last", (Change) (peer, value) -> with(peer, 0, 0, 0, value, 0), get(PeerScore::lastSeen)),
                Arguments.of(
                        "count",
                        (Change) (peer, value) -> with(peer, 0, 0, 0, 0, value),
                        get(peer -> peer.counts().get(Counter.FAILED_SYNCS))));
    }

    /** Gives a copy in which one field is {@code value} and the others are as they were. */
    interface Change {
        PeerScore of(PeerScore peer, double value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void ofEachFieldTheOperatorsEditWinsAndElseMemory(String name, Change change, ToDoubleFunction<PeerScore> get) {
        PeerScore plain = PeerScore.unknown(ID);
        PeerScore seven = change.of(plain, 7);
        PeerScore eight = change.of(plain, 8);
        PeerScore nine = change.of(plain, 9);

        assertThat(get.applyAsDouble(merged(seven, seven, seven))).as("nobody").isEqualTo(7);
        assertThat(get.applyAsDouble(merged(seven, eight, seven))).as("memory").isEqualTo(8);
        assertThat(get.applyAsDouble(merged(seven, seven, nine))).as("operator").isEqualTo(9);
        assertThat(get.applyAsDouble(merged(seven, eight, nine))).as("both").isEqualTo(9);
    }

    @Test
    void anEditOfOneFieldLeavesTheOthersToMemory() {
        PeerScore before = with(PeerScore.unknown(ID), 50, 0, 5, 6, 1);
        PeerScore mine = with(PeerScore.unknown(ID), 60, 0, 5, 9, 4);
        PeerScore edited = with(PeerScore.unknown(ID), 50, 777, 5, 6, 1);

        PeerScore merged = merged(before, mine, edited);

        assertThat(merged).isEqualTo(with(PeerScore.unknown(ID), 60, 777, 5, 9, 4));
    }

    @Test
    void digitsThatAToolLostAreNoEdit() {
        PeerScore before = with(PeerScore.unknown(ID), 99.1234, 1_767_225_600.123, 0, 0, 0);
        PeerScore mine = with(PeerScore.unknown(ID), 98, 1_767_229_200.123, 0, 0, 0);
        PeerScore printed = with(PeerScore.unknown(ID), 99.12340000001, 1_767_225_600.1230001, 0, 0, 0);

        assertThat(merged(before, mine, printed)).isEqualTo(mine);
    }

    @Test
    void aRemovedPeerIsRemovedWhateverMemoryHolds() {
        ScoreDocument before = document(PeerScore.unknown(ID));
        ScoreDocument mine = document(with(PeerScore.unknown(ID), 3, 0, 0, 0, 0));

        assertThat(ScoreMerge.merge(before, mine, document()).peers()).isEmpty();
    }

    @Test
    void aPeerThatMemoryMetSinceStays() {
        ScoreDocument mine = document(PeerScore.unknown(ID));

        assertThat(ScoreMerge.merge(document(), mine, document()).peers()).containsKey(ID);
    }

    @Test
    void aPeerThatTheOperatorAddedIsThereAndOneThatMemoryPrunedIsNot() {
        PeerScore added = with(PeerScore.unknown(ID), 0, 777, 0, 0, 0);

        assertThat(ScoreMerge.merge(document(), document(), document(added)).peers())
                .containsEntry(ID, added);
        assertThat(ScoreMerge.merge(document(added), document(), document(added))
                        .peers())
                .isEmpty();
    }

    @Test
    void prefixesAreMergedLikePeers() {
        assertThat(prefixes(0, 50, 0)).as("new in memory").isEqualTo(50);
        assertThat(prefixes(40, 50, 40)).as("untouched").isEqualTo(50);
        assertThat(prefixes(40, 50, 60)).as("edited").isEqualTo(60);
        assertThat(prefixes(40, 50, 0)).as("removed").isZero();
        assertThat(prefixes(0, 0, 60)).as("added").isEqualTo(60);
        assertThat(prefixes(40, 0, 40)).as("run out in memory").isZero();
    }

    @Test
    void whatNobodyKnowsIsTheOperators() {
        ScoreDocument theirs = new ScoreDocument(0, Map.of(), Map.of(), Map.of("note", "\"x\""));

        assertThat(ScoreMerge.merge(document(), document(), theirs).extra()).containsEntry("note", "\"x\"");
    }

    /** Laws of a three-way merge, over random documents. */
    @Test
    void mergingNothingChangesNothing() {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 500; run++) {
            ScoreDocument base = random(random);
            ScoreDocument ours = random(random);
            ScoreDocument theirs = random(random);

            assertThat(ScoreMerge.merge(base, ours, base).peers().keySet())
                    .as("seed %d: no edit removes nothing that memory met", seed)
                    .isSubsetOf(ours.peers().keySet());
            assertThat(ScoreMerge.merge(base, base, theirs).peers())
                    .as("seed %d: memory did nothing", seed)
                    .isEqualTo(theirs.peers());
            ScoreDocument merged = ScoreMerge.merge(base, ours, theirs);
            assertThat(ScoreMerge.merge(theirs, merged, theirs).peers())
                    .as("seed %d: the same edit again", seed)
                    .isEqualTo(merged.peers());
        }
    }

    private static ScoreDocument random(SplittableRandom random) {
        Map<Hash, PeerScore> peers = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            if (random.nextBoolean()) {
                peers.put(
                        Rig.id(i),
                        with(
                                PeerScore.unknown(Rig.id(i)),
                                1 + random.nextInt(3),
                                random.nextInt(3),
                                1,
                                1 + random.nextInt(2),
                                random.nextInt(3)));
            }
        }
        return new ScoreDocument(0, peers, Map.of(), Map.of());
    }

    private static double prefixes(double base, double ours, double theirs) {
        return ScoreMerge.merge(banning(base), banning(ours), banning(theirs))
                .prefixes()
                .getOrDefault(PREFIX, 0.0);
    }

    private static ScoreDocument banning(double until) {
        return new ScoreDocument(0, Map.of(), until == 0 ? Map.of() : Map.of(PREFIX, until), Map.of());
    }

    private static PeerScore merged(PeerScore base, PeerScore ours, PeerScore theirs) {
        return ScoreMerge.merge(document(base), document(ours), document(theirs))
                .peers()
                .get(ID);
    }

    private static ScoreDocument document(PeerScore... peers) {
        Map<Hash, PeerScore> byId = new LinkedHashMap<>();
        for (PeerScore peer : peers) {
            byId.put(peer.id(), peer);
        }
        return new ScoreDocument(0, byId, Map.of(), Map.of());
    }

    private static PeerScore with(
            PeerScore peer, double score, double banned, double first, double last, double count) {
        return new PeerScore(
                peer.id(), score, Counts.NONE.with(Counter.FAILED_SYNCS, (long) count), banned, first, last, Map.of());
    }

    private static ToDoubleFunction<PeerScore> get(ToDoubleFunction<PeerScore> getter) {
        return getter;
    }
}
