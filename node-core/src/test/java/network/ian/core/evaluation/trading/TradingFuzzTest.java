package network.ian.core.evaluation.trading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.sample.RequestSampler;

/** Policies, which anybody contributes, and price series, which goals name. */
class TradingFuzzTest extends FuzzContract {

    private static final int LINES = 12;

    @Override
    protected List<FuzzTarget> targets() throws Exception {
        RequestSampler sampler = new RequestSampler(GoalCatalog.demoGoal(), 5);
        List<byte[]> policies = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            policies.add(sampler.unsigned(i).pack().parameters().toArray());
        }
        policies.add("{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200}".getBytes(StandardCharsets.UTF_8));
        return List.of(
                new FuzzTarget(
                        "policy",
                        policies,
                        FuzzTarget.JSON,
                        List.of(MalformedException.class),
                        new Allocation(64, 64 << 10),
                        2_000_000,
                        PolicyReader::read),
                new FuzzTarget(
                        "price series",
                        List.of(series()),
                        List.of(",", "\n", "\r", "2000-02-30", "9999-12-31", "-0.0", "1e308", "NaN", ".", "\"", "+1"),
                        List.of(MalformedException.class),
                        new Allocation(200, 128 << 10),
                        1_000_000,
                        input -> PriceSeriesReader.read("csv", input)));
    }

    private static byte[] series() throws Exception {
        try (var in = PriceSeriesReader.class.getResourceAsStream("sp500-2000.csv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            String head = String.join("\n", Arrays.asList(text.split("\n")).subList(0, LINES)) + "\n";
            return head.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
