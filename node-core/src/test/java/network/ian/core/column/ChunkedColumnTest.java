package network.ian.core.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkedColumnTest {

    private record Taken(IntColumn ints, LongColumn longs, List<Integer> model) {}

    @Test
    void snapshotsNeverChange() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            IntColumn ints = new IntColumn();
            LongColumn longs = new LongColumn();
            List<Integer> model = new ArrayList<>();
            List<Taken> taken = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                if (random.nextBoolean()) {
                    int size = random.nextInt(model.size() + 1);
                    ints.truncate(size);
                    longs.truncate(size);
                    model.subList(size, model.size()).clear();
                }
                for (int i = random.nextInt(3_000); i > 0; i--) {
                    int value = random.nextInt();
                    ints.append(value);
                    longs.append(value);
                    model.add(value);
                }
                if (random.nextBoolean()) {
                    taken.add(new Taken(ints.snapshot(), longs.snapshot(), List.copyOf(model)));
                }
            }
            for (Taken snapshot : taken) {
                assertThat(values(snapshot.ints())).as("seed %d", seed).isEqualTo(snapshot.model());
                assertThat(snapshot.longs().size()).isEqualTo(snapshot.model().size());
                for (int i = 0; i < snapshot.model().size(); i++) {
                    assertThat(snapshot.longs().get(i))
                            .isEqualTo(snapshot.model().get(i).longValue());
                }
            }
        }
    }

    @Test
    void onlyAWriterWritesAndOnlyASnapshotForks() {
        IntColumn writer = new IntColumn();
        writer.append(1);
        IntColumn snapshot = writer.snapshot();
        assertThatThrownBy(() -> snapshot.append(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> snapshot.truncate(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::fork).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> snapshot.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> writer.truncate(2)).isInstanceOf(IndexOutOfBoundsException.class);
        IntColumn fork = snapshot.fork();
        fork.append(7);
        writer.append(8);
        assertThat(values(fork)).containsExactly(1, 7);
        assertThat(values(writer)).containsExactly(1, 8);
    }

    private static List<Integer> values(IntColumn column) {
        List<Integer> values = new ArrayList<>();
        for (int value : column.toArray(0, column.size())) {
            values.add(value);
        }
        return values;
    }
}
