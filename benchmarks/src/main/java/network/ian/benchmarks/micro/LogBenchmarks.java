package network.ian.benchmarks.micro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.Ranking;
import network.ian.core.log.Entry;
import network.ian.core.log.GoalLog;
import network.ian.core.log.IdSalt;
import network.ian.core.log.LogView;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.MerkleTree;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.Leaderboard;
import network.ian.core.verdict.Metrics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Tree, order and leaderboard over {@value #SIZE} entries; times are for one entry. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LogBenchmarks {

    static final int SIZE = 1 << 17;
    private static final int GROUP = 128;

    private final SplitMix64 random = new SplitMix64(1);
    private GoalLog log;
    private LogView view;
    private MerkleTree tree;
    private Leaderboard leaderboard;
    private int ordinal;
    private byte[] leaf;

    /** A new one for each iteration, lest what is measured grows with the speed. */
    @Setup(Level.Iteration)
    public void prepare() {
        log = new GoalLog(new IdSalt(1, 2));
        tree = new MerkleTree();
        for (int i = 0; i < SIZE; i += GROUP) {
            List<Entry> group = group(i);
            log.add(group);
            group.forEach(entry -> tree.append(entry.id().view()));
        }
        view = log.view();
        leaf = view.idAt(0).view();
        leaderboard = new Leaderboard(100, Ranking.Mode.SCALAR, log.canonicalOrder());
        ordinal = 0;
    }

    @Benchmark
    public void treeAppend() {
        tree.append(leaf);
    }

    @Benchmark
    public InclusionProof inclusionProof() {
        int position = (int) Long.remainderUnsigned(random.nextLong(), SIZE);
        return view.inclusionProof(position, SIZE);
    }

    @Benchmark
    @OperationsPerInvocation(GROUP)
    public LogView addGroupAtEnd() {
        log.add(group(log.size()));
        return log.view();
    }

    /** A group that lands up to 1,000 positions before the end, as arrivals out of order do. */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public LogView addGroupNearEnd() {
        log.add(group(log.size() - 1_000));
        return log.view();
    }

    @Benchmark
    public boolean leaderboardOffer() {
        ordinal = (ordinal + 1) % SIZE;
        double reward = (random.nextLong() >>> 11) * 0x1p-53;
        Metrics metrics = new Metrics(reward, 0.1, 3, 1, 0.1, 1, 1);
        return leaderboard.wouldRank(reward, ordinal)
                && leaderboard.offer(new Candidate(
                        ordinal, view.idAt(ordinal), ordinal, view.idAt(ordinal), "contributor", metrics, reward));
    }

    private List<Entry> group(int firstMs) {
        List<Entry> group = new ArrayList<>(GROUP);
        for (int i = 0; i < GROUP; i++) {
            group.add(new Entry(id(), firstMs + i, 0));
        }
        return group;
    }

    private Hash id() {
        return Sha256.of(
                ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array());
    }
}
