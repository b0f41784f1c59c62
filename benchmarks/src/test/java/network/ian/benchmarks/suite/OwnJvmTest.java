package network.ian.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnJvmTest {

    private static final Plan PLAN = new Plan(true, 5, Path.of("own"), Path.of("shared"), line -> {});

    @Test
    void takesTheFiguresOfAChildAndSaysHowAnotherEnded() throws Exception {
        try (OwnJvm jvm = new OwnJvm(ChildMain.class.getName(), false)) {
            assertThat(jvm.run(named("good"), PLAN)).containsExactly(ChildMain.FIGURE);
            assertThatThrownBy(() -> jvm.run(named("bad"), PLAN))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ended with code 9");
        }
    }

    @Test
    void startsNothingOnceClosed() {
        OwnJvm jvm = new OwnJvm(ChildMain.class.getName(), false);
        jvm.close();

        assertThatThrownBy(() -> jvm.run(named("good"), PLAN)).isInstanceOf(InterruptedException.class);
    }

    /** What runs in the child: its figure follows other lines. */
    static final class ChildMain {

        static final Figure FIGURE = Figure.higherIsBetter("a.b", 2, "1/s", "c", 4, Double.NaN);

        private ChildMain() {}

        public static void main(String[] arguments) {
            if (arguments[0].equals("bad")) {
                System.exit(9);
            }
            System.out.println("not this line");
            System.out.println(FigureJson.write(List.of(FIGURE)));
        }
    }

    private static Measurement named(String name) {
        return new Measurement() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Figure> measure(Plan plan) {
                throw new IllegalStateException("in the wrong process");
            }
        };
    }
}
