package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import network.ian.app.top.Snapshot.Movement;
import org.junit.jupiter.api.Test;

class MovementsTest {

    private final Movements movements = new Movements();

    @Test
    void aMoveShowsForAMinute() {
        assertThat(movements.note("G", 0, Map.of("a", 1, "b", 2)).values())
                .as("nothing to compare with")
                .containsOnly(Movement.NONE);
        Map<String, Movement> moved = movements.note("G", 2_000, Map.of("c", 1, "a", 2, "b", 3));
        assertThat(moved)
                .containsEntry("c", new Movement(true, 0))
                .containsEntry("a", new Movement(false, -1))
                .containsEntry("b", new Movement(false, -1));
        assertThat(movements.note("G", 60_000, Map.of("b", 1, "c", 2, "a", 3)))
                .containsEntry("b", new Movement(false, 1))
                .containsEntry("c", new Movement(true, 0));
        assertThat(movements.note("G", 62_000, Map.of("b", 1, "c", 2, "a", 3)))
                .as("against the ranks of two seconds")
                .containsEntry("c", new Movement(false, -1));
        assertThat(movements.note("G", 200_000, Map.of("b", 1)).values())
                .as("nobody looked for long")
                .containsOnly(Movement.NONE);
    }

    @Test
    void anotherGoalBeginsAnew() {
        movements.note("G", 0, Map.of("a", 1));
        assertThat(movements.note("H", 1, Map.of("b", 1))).containsEntry("b", Movement.NONE);
        assertThat(movements.note("G", 2, Map.of("a", 2))).containsEntry("a", Movement.NONE);
    }

    @Test
    void whatIsKeptIsBoundedHoweverOftenOneLooks() {
        movements.note("G", 0, Map.of("a", 9));
        for (int i = 1; i < 10_000; i++) {
            movements.note("G", i, Map.of("a", 5));
        }
        assertThat(movements.note("G", 10_000, Map.of("a", 5))).containsEntry("a", new Movement(false, 4));
    }
}
