package network.ian.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessTicksTest {

    @Test
    void readsUserAndSystemTimeWhateverTheProgramIsCalled() {
        String stat = "77 (a (b) c) S 1 77 77 0 -1 4194560 9 8 7 6 150 25 3 2 20 0 11 0 12345";

        assertThat(ProcessTicks.nanos(stat)).isEqualTo(1_750_000_000L);
    }
}
