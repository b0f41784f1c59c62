package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reconciles with an implementation that this project did not write, in both roles. */
class ForeignNegentropyTest {

    private static final int[] SIZES = {0, 1, 2, 15, 33, 100, 1_000, 2_500};
    private static final int[] FRAME_LIMITS = {0, 4096, 5_000, 20_000};
    private static final int MOST_ROUND_TRIPS = 5_000;

    private static ForeignPeer foreign;

    @BeforeAll
    static void start() throws Exception {
        foreign = ForeignPeer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (foreign != null) {
            foreign.close();
        }
    }

    @Test
    void bothFindExactlyTheDifferenceWhateverItsShape() throws IOException {
        for (long seed = 0; seed < 8; seed++) {
            everyShape(seed, SIZES);
        }
    }

    @Test
    void fiftyThousandEntries() throws IOException {
        Random random = new Random(11);
        TwoSets sets = TwoSets.random(random, 50_000, TwoSets.Shape.CLUSTERED, TwoSets.Times.SPREAD);
        both("50,000 entries", sets, 60_000, 60_000);
    }

    @Test
    @Tag("proof")
    void bothFindTheDifferenceOfManySets() throws IOException {
        long first = Long.getLong("seed", System.nanoTime());
        int reconciliations = 0;
        for (long seed = first; seed < first + 60; seed++) {
            reconciliations += everyShape(seed, new int[] {0, 1, 40, 400, 4_000, 12_000});
        }
        System.out.println(
                "foreign negentropy: first seed " + first + ", " + reconciliations + " reconciliations agree");
    }

    private static int everyShape(long seed, int... sizes) throws IOException {
        Random random = new Random(seed);
        int done = 0;
        for (TwoSets.Shape shape : TwoSets.Shape.values()) {
            TwoSets sets =
                    TwoSets.random(random, sizes[random.nextInt(sizes.length)], shape, TwoSets.Times.any(random));
            int theirLimit = FRAME_LIMITS[random.nextInt(FRAME_LIMITS.length)];
            int ourLimit = 4096 + random.nextInt(60_000);
            both("seed " + seed + " " + shape + " size " + sets.ours.size(), sets, ourLimit, theirLimit);
            done += 2;
        }
        return done;
    }

    private static void both(String where, TwoSets sets, int ourLimit, int theirLimit) throws IOException {
        foreign.hold(sets.theirs);
        weAsk(where, sets, ourLimit, theirLimit);
        theyAsk(where, sets, ourLimit, theirLimit);
    }

    private static void weAsk(String where, TwoSets sets, int ourLimit, int theirLimit) throws IOException {
        foreign.open(theirLimit);
        Initiator initiator = new Initiator(sets.ours.tree(), ourLimit);
        Exchange found = new Exchange();
        Bytes message = initiator.initiate();
        while (message != null) {
            Bytes answer = foreign.reconcile(message).message().orElseThrow();
            found.count(message, answer);
            message = found.take(initiator.step(answer));
        }
        assertThat(found.have).as(where).isEqualTo(sets.onlyOurs);
        assertThat(found.need).as(where).isEqualTo(sets.onlyTheirs);
    }

    private static void theyAsk(String where, TwoSets sets, int ourLimit, int theirLimit) throws IOException {
        foreign.open(theirLimit);
        KeySumTree tree = sets.ours.tree();
        Responder responder = new Responder(ourLimit);
        Set<Hash> have = new HashSet<>();
        Set<Hash> need = new HashSet<>();
        Optional<Bytes> message = Optional.of(foreign.initiate());
        for (int roundTrips = 0; message.isPresent(); roundTrips++) {
            assertThat(roundTrips).as(where).isLessThan(MOST_ROUND_TRIPS);
            Bytes answer = ((Answer.Reply) responder.answer(tree, message.get())).payload();
            assertThat(answer.size()).as(where).isLessThanOrEqualTo(ourLimit);
            ForeignPeer.Reaction reaction = foreign.reconcile(answer);
            have.addAll(reaction.have());
            need.addAll(reaction.need());
            message = reaction.message();
        }
        assertThat(have).as(where).isEqualTo(sets.onlyTheirs);
        assertThat(need).as(where).isEqualTo(sets.onlyOurs);
    }
}
