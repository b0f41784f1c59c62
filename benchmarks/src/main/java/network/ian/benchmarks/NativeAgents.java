package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.wasm.trading.DailyAgent;

/** The policies of {@code examples/agents} in Java, written as plainly as their sources there. */
final class NativeAgents {

    private static final int CLOSE = 12;

    private NativeAgents() {}

    /** By the example's name; each makes the agent of one episode. */
    static Map<String, Supplier<DailyAgent>> all(Path examples) throws IOException {
        byte[] weights = weights(examples.resolve("recurrent-network/weights.ts"));
        return Map.of(
                "buy-and-hold", Hold::new,
                "moving-average", MovingAverage::new,
                "recurrent-network", () -> new RecurrentNetwork(weights));
    }

    private static byte[] weights(Path source) throws IOException {
        String text = Files.readString(source);
        Matcher number =
                Pattern.compile("-?[0-9]+").matcher(text.substring(text.lastIndexOf('[') + 1, text.lastIndexOf(']')));
        byte[] weights = new byte[RecurrentNetwork.WEIGHTS];
        for (int i = 0; i < weights.length; i++) {
            if (!number.find()) {
                throw new IOException(source + ": " + i + " weights, expected " + weights.length);
            }
            weights[i] = Byte.parseByte(number.group());
        }
        return weights;
    }

    private static final class Hold implements DailyAgent {

        @Override
        public void init(long seed) {}

        @Override
        public double act(double[] observation) {
            return 1.0;
        }
    }

    private static final class MovingAverage implements DailyAgent {

        private static final int FAST = 50;
        private static final int SLOW = 200;

        private final double[] closes = new double[SLOW];
        private int days;
        private double fastSum;
        private double slowSum;

        @Override
        public void init(long seed) {}

        @Override
        public double act(double[] observation) {
            double close = observation[CLOSE];
            fastSum += close - before(FAST);
            slowSum += close - before(SLOW);
            closes[days % SLOW] = close;
            days++;
            return days >= SLOW && fastSum * SLOW > slowSum * FAST ? 1.0 : 0.0;
        }

        private double before(int back) {
            return days < back ? 0.0 : closes[(days - back) % SLOW];
        }
    }

    private static final class RecurrentNetwork implements DailyAgent {

        private static final int FEATURES = 12;
        private static final int CELLS = 8;
        private static final int ROW = FEATURES + CELLS + 1;
        private static final int WEIGHTS = CELLS * ROW + CELLS + 1;
        private static final double UNIT = 1.0 / 32.0;

        private final byte[] weights;
        private double[] cells = new double[CELLS];
        private double[] next = new double[CELLS];

        RecurrentNetwork(byte[] weights) {
            this.weights = weights;
        }

        @Override
        public void init(long seed) {}

        @Override
        public double act(double[] observation) {
            for (int cell = 0; cell < CELLS; cell++) {
                int row = cell * ROW;
                double fromFeatures = dot(row, observation, FEATURES);
                double fromCells = dot(row + FEATURES, cells, CELLS);
                next[cell] = StrictMath.tanh(fromFeatures + fromCells + weight(row + ROW - 1));
            }
            double[] last = cells;
            cells = next;
            next = last;
            int out = CELLS * ROW;
            return (1.0 + StrictMath.tanh(dot(out, cells, CELLS) + weight(out + CELLS))) / 2.0;
        }

        private double dot(int firstWeight, double[] numbers, int count) {
            double sum = 0.0;
            for (int i = 0; i < count; i++) {
                sum += weight(firstWeight + i) * numbers[i];
            }
            return sum;
        }

        private double weight(int index) {
            return weights[index] * UNIT;
        }
    }
}
