package network.ian.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import network.ian.benchmarks.SignedRequests;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalCatalog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A contribution's parts into bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmarks {

    private ContributionRequest request;
    private byte[] requestJson;
    private Header header;
    private Bytes headerBytes;
    private Bytes packBytes;

    @Setup
    public void prepare() {
        Hash topic = GoalCatalog.demoGoal().topic();
        request = new SignedRequests(1, 1).next(1, 1_700_000_000_000L).get(0);
        requestJson = ContributionRequestCodec.encode(request);
        packBytes = PackCodec.encode(request.pack());
        header = request.signedHeader(topic, PackCodec.hash(packBytes))
                .orElseThrow()
                .header();
        headerBytes = HeaderCodec.encode(header);
    }

    @Benchmark
    public Bytes headerEncode() {
        return HeaderCodec.encode(header);
    }

    @Benchmark
    public Header headerDecode() {
        return HeaderCodec.decode(headerBytes);
    }

    @Benchmark
    public Bytes packEncode() {
        return PackCodec.encode(request.pack());
    }

    @Benchmark
    public Hash packHash() {
        return PackCodec.hash(packBytes);
    }

    @Benchmark
    public AgentPack packDecode() {
        return PackCodec.decode(packBytes);
    }

    @Benchmark
    public ContributionRequest requestDecode() {
        return ContributionRequestCodec.decode(requestJson, 1 << 20);
    }
}
