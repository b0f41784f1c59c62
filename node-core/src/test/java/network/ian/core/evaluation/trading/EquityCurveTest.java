package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.evaluation.EquityCurve.Point;
import network.ian.core.evaluation.EquityCurveSampler;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.Test;

/** A drawn curve is the evaluation's own: what its ends say is what the verdict says, to the last bit. */
class EquityCurveTest {

    private static final String HOLD = "{\"policy\":\"linear\",\"weights\":{},\"bias\":1}";
    private static final String CROSSOVER = "{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200}";
    private static final long SEED = 6;

    private final GoalSpec goal = TradingGoals.demo();
    private final Evaluation evaluation = new TradingHarness().prepare(goal);

    @Test
    void theEndsMakeTheVerdictsReward() {
        SplitMix64 random = new SplitMix64(SEED);
        PolicySampler sampler = new PolicySampler(random);
        for (int i = 0; i < 50; i++) {
            String policy = i == 0 ? CROSSOVER : new String(sampler.next(), StandardCharsets.US_ASCII);
            Metrics verdict = ((Measured) evaluation.evaluate(TradingGoals.pack(policy), () -> false)).metrics();
            EquityCurve curve = draw(evaluation, policy);
            Point end = curve.points().get(curve.points().size() - 1);
            double reward = (end.agent() - end.buyAndHold()) / (curve.bars() - 1) * Market.YEAR;
            assertThat(curve.metrics()).as("seed %d, %s", SEED, policy).isEqualTo(verdict);
            assertThat(reward).as("seed %d, %s", SEED, policy).isEqualTo(verdict.reward());
            assertThat(goal.ranking().score(curve.metrics()))
                    .isEqualTo(goal.ranking().score(verdict));
        }
    }

    @Test
    void holdingIsTheOtherLine() {
        Evaluation wide = new TradingHarness().prepare(TradingGoals.named("curve", 32, 200, "2"));
        assertThat(draw(wide, HOLD).points())
                .allSatisfy(point -> assertThat(point.agent()).isEqualTo(point.buyAndHold()));
    }

    @Test
    void aShortCurveKeepsEachDayAndItsDate() {
        Evaluation small = new TradingHarness().prepare(TradingGoals.named("curve", 3, 10, "0"));
        Market market = DataSet.load(DataSet.SP500).market();
        int[] starts = Windows.draw(TradingGoals.named("curve", 3, 10, "0").topic(), market.days(), 3, 10);
        EquityCurve curve = draw(small, HOLD);
        assertThat(curve.bars()).isEqualTo(31);
        assertThat(curve.points())
                .extracting(Point::bar)
                .containsExactlyElementsOf(IntStream.range(0, 31).boxed().toList());
        assertThat(curve.points().get(0)).isEqualTo(new Point(0, market.prices().dates()[starts[0]], 0.0, 0.0));
        double sum = 0;
        for (int bar = 1; bar < 31; bar++) {
            int day = starts[(bar - 1) / 10] + (bar - 1) % 10 + 1;
            sum += market.returns()[day];
            assertThat(curve.points().get(bar))
                    .isEqualTo(new Point(bar, market.prices().dates()[day], sum, sum));
        }
    }

    @Test
    void aLongCurveKeepsItsEndsAndTheExtremesOfBothLines() {
        for (int bars : List.of(2, 3, 499, 500, 501, 502, 998, 6_401, 100_000)) {
            SplittableRandom random = new SplittableRandom(SEED);
            EquityCurveSampler sampler = new EquityCurveSampler(bars);
            double[][] lines = new double[2][bars];
            for (int bar = 0; bar < bars; bar++) {
                lines[0][bar] = random.nextGaussian();
                lines[1][bar] = random.nextGaussian();
                sampler.add(LocalDate.EPOCH.plusDays(bar), lines[0][bar], lines[1][bar]);
            }
            List<Point> points = sampler.curve(new Metrics(0, 0, 0, 0, 0, 1, 1)).points();
            assertThat(points).as("%d bars, seed %d", bars, SEED).hasSizeBetween(Math.min(bars, 200), 500);
            assertThat(points)
                    .extracting(Point::bar)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .contains(0, bars - 1);
            assertThat(points)
                    .allSatisfy(point -> assertThat(point)
                            .isEqualTo(new Point(
                                    point.bar(),
                                    LocalDate.EPOCH.plusDays(point.bar()),
                                    lines[0][point.bar()],
                                    lines[1][point.bar()])));
            assertThat(points.stream().mapToDouble(Point::agent).summaryStatistics())
                    .satisfies(kept -> assertThat(new double[] {kept.getMin(), kept.getMax()})
                            .containsExactly(
                                    Arrays.stream(lines[0]).min().orElseThrow(),
                                    Arrays.stream(lines[0]).max().orElseThrow()));
            assertThat(points.stream().mapToDouble(Point::buyAndHold).min())
                    .isEqualTo(Arrays.stream(lines[1]).min());
            assertThat(points.stream().mapToDouble(Point::buyAndHold).max())
                    .isEqualTo(Arrays.stream(lines[1]).max());
        }
    }

    @Test
    void whatCannotBeMeasuredIsNotDrawn() {
        assertThat(evaluation.curve(TradingGoals.pack("{}"), () -> false)).isInstanceOf(CurveResult.None.class);
        AtomicInteger left = new AtomicInteger(3);
        assertThat(evaluation.curve(TradingGoals.pack(CROSSOVER), () -> left.getAndDecrement() == 0))
                .isEqualTo(new CurveResult.Undecided("interrupted before episode 3"));
        Evaluation other = (pack, interrupted) -> new Measured(new Metrics(0, 0, 0, 0, 0, 1, 1));
        assertThat(other.curve(TradingGoals.pack(CROSSOVER), () -> false)).isInstanceOf(CurveResult.None.class);
    }

    private static EquityCurve draw(Evaluation by, String policy) {
        return ((CurveResult.Drawn) by.curve(TradingGoals.pack(policy), () -> false)).curve();
    }
}
