package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import network.ian.api.access.ClientNetwork;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    private static final int MIB = 1 << 20;

    private final ManualClock clock = new ManualClock();
    private final SlowReaders readers = new SlowReaders(clock);

    @Test
    void cutsWhoTakesLessThanTheRate() {
        Answer small = add(100);
        Answer large = add(160 * 1024);
        clock.advance(Duration.ofSeconds(10));
        readers.look();
        assertThat(small.cut).isFalse();
        clock.advance(Duration.ofSeconds(1));
        readers.look();
        assertThat(small.cut).isTrue();
        assertThat(large.cut).isFalse();
        clock.advance(Duration.ofSeconds(10));
        readers.look();
        assertThat(large.cut).isTrue();
        assertThat(readers.size()).isZero();
    }

    @Test
    void leavesWhatIsTakenInTime() {
        Answer answer = add(100);
        answer.underWay = false;
        readers.remove(answer);
        clock.advance(Duration.ofMinutes(1));
        readers.look();
        assertThat(answer.cut).isFalse();
        assertThat(readers.size()).isZero();
    }

    @Test
    void boundsWhatWaitsTogetherAtTheCostOfTheOldest() {
        Answer oldest = add(30 * MIB);
        clock.advance(Duration.ofSeconds(1));
        Answer next = add(30 * MIB);
        Answer last = add(30 * MIB);
        assertThat(oldest.cut).isTrue();
        assertThat(next.cut).isFalse();
        assertThat(last.cut).isFalse();
        assertThat(readers.size()).isEqualTo(2);
    }

    @Test
    void cutsWhoHoldsMostNotWhoCameFirst() {
        Answer honest = add(MIB);
        clock.advance(Duration.ofSeconds(1));
        List<Answer> greedy =
                IntStream.range(0, 70).mapToObj(i -> add("10.0.0.2", MIB, MIB)).toList();
        assertThat(honest.cut).isFalse();
        assertThat(greedy.stream().filter(answer -> answer.cut)).hasSize(7);
        assertThat(greedy.get(69).cut).isFalse();
    }

    @Test
    void aNetworkOfIpv6IsOneClient() {
        Answer honest = add("10.0.0.1", 2 * MIB, 2 * MIB);
        for (int i = 0; i < 70; i++) {
            add("2001:db8::" + i, MIB, MIB);
        }
        assertThat(honest.cut).isFalse();
    }

    @Test
    void makesAsMuchRoomAsItTakes() {
        List<Answer> small = IntStream.range(0, 60).mapToObj(i -> add(MIB)).toList();
        Answer large = add(40 * MIB);
        assertThat(small.stream().filter(answer -> answer.cut)).hasSize(36);
        assertThat(large.cut).isFalse();
    }

    @Test
    void countsNoBytesThatAreThereAnyway() {
        Answer own = add(MIB);
        for (int i = 0; i < 100; i++) {
            add("10.0.0.2", 2 * MIB, 0);
        }
        assertThat(own.cut).isFalse();
        assertThat(readers.size()).isEqualTo(101);
    }

    @Test
    void leavesAConnectionWhoseAnswerEndedMeanwhile() {
        Answer first = add(MIB);
        Answer second = add(MIB);
        // Whichever is cut first, the other one's reader takes all in that moment.
        first.onCut = () -> readers.remove(second);
        second.onCut = () -> readers.remove(first);
        clock.advance(Duration.ofMinutes(5));
        readers.look();
        assertThat(first.cut).isNotEqualTo(second.cut);
    }

    @Test
    void cutsTheOthersWhereOneFails() {
        Answer first = add(100);
        Answer second = add(100);
        Runnable failing = () -> {
            throw new IllegalStateException("no such connection");
        };
        first.onCut = failing;
        second.onCut = failing;
        clock.advance(Duration.ofMinutes(1));
        readers.look();
        assertThat(first.cut).isTrue();
        assertThat(second.cut).isTrue();
    }

    @Test
    void keepsNothingOfWhatWasTakenBeforeItWasInTheTable() {
        Answer answer = new Answer("10.0.0.1", 100, 100);
        answer.underWay = false;
        readers.add(answer);
        assertThat(readers.size()).isZero();
    }

    private Answer add(int length) {
        return add("10.0.0.1", length, length);
    }

    private Answer add(String client, int length, int held) {
        Answer answer = new Answer(client, length, held);
        readers.add(answer);
        return answer;
    }

    private final class Answer implements SlowReaders.Waiting {

        private final ClientNetwork client;
        private final int length;
        private final int held;
        private final long started = clock.nanos();
        private boolean underWay = true;
        private boolean cut;
        private Runnable onCut = () -> {};

        private Answer(String client, int length, int held) {
            this.client = ClientNetwork.of(client);
            this.length = length;
            this.held = held;
        }

        @Override
        public ClientNetwork client() {
            return client;
        }

        @Override
        public int heldBytes() {
            return held;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public long startedNanos() {
            return started;
        }

        @Override
        public boolean isUnderWay() {
            return underWay;
        }

        @Override
        public void cut() {
            cut = true;
            onCut.run();
        }
    }
}
