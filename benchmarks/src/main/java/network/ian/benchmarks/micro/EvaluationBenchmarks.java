package network.ian.benchmarks.micro;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalCatalog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One pack of each family of policies in the demo goal. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EvaluationBenchmarks {

    /** A family with typical parameters. */
    public enum Family {
        LINEAR_4("{\"policy\":\"linear\",\"weights\":{\"range_position\":-0.5,\"momentum_5\":-0.1,"
                + "\"momentum_250\":0.1,\"return_1\":-0.05},\"bias\":0.5,\"min_position\":0}"),
        MA_CROSSOVER("{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200,\"above\":0.98}"),
        VOLATILITY_TARGET("{\"policy\":\"volatility_target\",\"lookback\":20,\"target\":0.15}");

        private final String parameters;

        Family(String json) {
            this.parameters = json;
        }
    }

    @Param
    public Family family;

    private Evaluation evaluation;
    private AgentPack pack;

    @Setup
    public void prepare() {
        evaluation = Harnesses.installed().prepare(GoalCatalog.demoGoal());
        pack = new AgentPack(
                "1",
                Bytes.wrap(family.parameters.getBytes(StandardCharsets.US_ASCII)),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    @Benchmark
    public EvaluationResult evaluate() {
        return evaluation.evaluate(pack, () -> false);
    }
}
