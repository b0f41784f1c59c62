package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegentropyTest {

    private static final int[] SIZES = {0, 1, 2, 3, 7, 40, 200, 2_000};
    private static final int LEAST_FRAME = 4096;

    @ParameterizedTest
    @EnumSource
    void findsExactlyTheDifference(TwoSets.Shape shape) {
        for (long seed = 0; seed < 16; seed++) {
            Random random = new Random(seed);
            int size = SIZES[random.nextInt(SIZES.length)];
            TwoSets.Times times = TwoSets.Times.any(random);
            TwoSets sets = TwoSets.random(random, size, shape, times);
            Tuning tuning = tuning(random);
            Exchange found = Exchange.run(
                    new Initiator(sets.ours.tree(), tuning), new Responder(tuning(random)), sets.theirs.tree());
            String where = "seed " + seed + " size " + size + " " + times;
            assertThat(found.have).as(where).isEqualTo(sets.onlyOurs);
            assertThat(found.need).as(where).isEqualTo(sets.onlyTheirs);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 5000, 60 << 10})
    void keepsToTheFrameLimit(int limit) {
        TwoSets sets = TwoSets.random(new Random(3), 6_000, TwoSets.Shape.DISJOINT, TwoSets.Times.SPREAD);
        Exchange found = Exchange.run(new Initiator(sets.ours.tree(), limit), new Responder(limit), sets.theirs.tree());
        assertThat(found.longest).isLessThanOrEqualTo(limit).isGreaterThan(limit * 9 / 10);
        assertThat(found.have).isEqualTo(sets.onlyOurs);
        assertThat(found.need).isEqualTo(sets.onlyTheirs);
    }

    @Test
    void aResponderThatHoldsNothingIsToldSoInSteps() {
        TwoSets sets = TwoSets.random(new Random(4), 20_000, TwoSets.Shape.THEIRS_EMPTY, TwoSets.Times.DENSE);
        Initiator initiator = new Initiator(sets.ours.tree());
        KeySumTree nothing = sets.theirs.tree();
        int steps = 0;
        Bytes message = initiator.initiate();
        while (message != null) {
            Step step = initiator.step(reply(new Responder().answer(nothing, message)));
            message = step instanceof Step.Next next ? next.payload() : null;
            int have = step instanceof Step.Next next
                    ? next.have().size()
                    : ((Step.Done) step).have().size();
            assertThat(have).isLessThanOrEqualTo(Initiator.MOST_HAVE);
            steps++;
        }
        assertThat(steps).isGreaterThanOrEqualTo(20_000 / Initiator.MOST_HAVE);
    }

    @Test
    void aSetThatGrowsMeanwhileIsNoHarm() {
        TwoSets sets = TwoSets.random(new Random(5), 2_000, TwoSets.Shape.SCATTERED, TwoSets.Times.SPREAD);
        KeySumTree ours = sets.ours.tree();
        KeySumTree theirs = sets.theirs.tree();
        Initiator initiator = new Initiator(ours);
        Exchange found = new Exchange();
        Bytes message = initiator.initiate();
        Random random = new Random(6);
        while (message != null) {
            theirs.insert(sets.theirs.add(random.nextInt(1_000_000), Entries.id(random)));
            ours.insert(sets.ours.add(random.nextInt(1_000_000), Entries.id(random)));
            Bytes answer = reply(new Responder().answer(theirs, message));
            found.count(message, answer);
            message = found.take(initiator.step(answer));
        }
        assertThat(found.have).containsAll(sets.onlyOurs);
        assertThat(found.need).containsAll(sets.onlyTheirs);
    }

    @Test
    void offersItsVersionToALaterOne() {
        KeySumTree tree = new Entries().tree();
        assertThat(reply(new Responder().answer(tree, Bytes.fromHex("m", "620001")))
                        .hex())
                .isEqualTo("61");
        assertThat(new Initiator(tree).step(Bytes.fromHex("m", "60")))
                .isEqualTo(new Step.Broken(NegentropyFault.OTHER_VERSION));
        assertThat(new Responder().answer(tree, Bytes.fromHex("m", "5f")))
                .isEqualTo(new Answer.Broken(NegentropyFault.NO_VERSION));
        assertThat(new Responder().answer(tree, Bytes.EMPTY)).isEqualTo(new Answer.Broken(NegentropyFault.TRUNCATED));
    }

    @Test
    void anEqualListIsAnsweredByNothing() {
        Entries entries = new Entries();
        entries.add(5, Hash.wrap(new byte[Hash.SIZE]));
        String list = "61000002" + "01" + "00".repeat(Hash.SIZE);
        assertThat(reply(new Responder().answer(entries.tree(), Bytes.fromHex("m", list)))
                        .hex())
                .isEqualTo("61");
    }

    @Test
    void needsRoomForOneStep() {
        assertThatThrownBy(() -> new Responder(LEAST_FRAME - 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Initiator(new Entries().tree(), LEAST_FRAME - 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes reply(Answer answer) {
        return ((Answer.Reply) answer).payload();
    }

    private static Tuning tuning(Random random) {
        int buckets = 2 + random.nextInt(16);
        return new Tuning(
                LEAST_FRAME + random.nextInt(30_000),
                buckets,
                buckets + random.nextInt(40),
                1 + random.nextInt(32),
                1 + random.nextInt(32));
    }
}
