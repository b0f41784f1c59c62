package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    void keepsNothingOfWhatWasTakenBeforeItWasInTheTable() {
        Answer answer = new Answer(100);
        answer.underWay = false;
        readers.add(answer);
        assertThat(readers.size()).isZero();
    }

    private Answer add(int length) {
        Answer answer = new Answer(length);
        readers.add(answer);
        return answer;
    }

    private final class Answer implements SlowReaders.Waiting {

        private final int length;
        private final long started = clock.nanos();
        private boolean underWay = true;
        private boolean cut;

        private Answer(int length) {
            this.length = length;
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
        }
    }
}
