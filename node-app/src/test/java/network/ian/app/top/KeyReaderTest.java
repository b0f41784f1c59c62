package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyReaderTest {

    private final KeyReader reader = new KeyReader();

    @Test
    void keysAndArrowsInBothModesOfATerminal() {
        assertThat(keys("q? p3\t"))
                .containsExactly(
                        new Key.Quit(),
                        new Key.Help(),
                        new Key.Pause(),
                        new Key.Pause(),
                        new Key.ThatGoal(2),
                        new Key.NextGoal());
        assertThat(keys("\u001b[C\u001b[D\u001bOC\u001b[Z"))
                .containsExactly(
                        new Key.NextGoal(), new Key.PreviousGoal(), new Key.NextGoal(), new Key.PreviousGoal());
        assertThat(keys("\u001b[1;5C")).as("with a modifier").containsExactly(new Key.NextGoal());
    }

    @Test
    void nothingWithinASequenceIsAKeyAndTheNextKeyCounts() {
        assertThat(keys("\u001b[200~q")).containsExactly(new Key.Quit());
        assertThat(keys("\u001b\u001bxq")).containsExactly(new Key.Quit());
        assertThat(keys("\u001b[?1;2;3;4c?")).containsExactly(new Key.Help());
    }

    @Test
    void aTerminalThatKnowsSynchronizedOutputSaysSo() {
        keys("\u001b[?2026;0$y\u001b[?2026;4$y\u001b[?12026;2$y");
        assertThat(reader.synchronizes()).isFalse();
        assertThat(keys("\u001b[?2026;2$y")).isEmpty();
        assertThat(reader.synchronizes()).isTrue();
    }

    @Test
    void noBytesDoHarm() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            reader.take(random.nextInt(4) == 0 ? 0x1b : random.nextInt(256));
        }
        keys("\u001b[~");
        assertThat(keys("q")).as("seed %d", seed).containsExactly(new Key.Quit());
    }

    private List<Key> keys(String typed) {
        List<Key> keys = new ArrayList<>();
        typed.chars().forEach(octet -> reader.take(octet).ifPresent(keys::add));
        return keys;
    }
}
