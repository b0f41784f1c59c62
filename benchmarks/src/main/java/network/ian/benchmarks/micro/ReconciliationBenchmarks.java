package network.ian.benchmarks.micro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.p2p.reconciliation.Answer;
import network.ian.p2p.reconciliation.Initiator;
import network.ian.p2p.reconciliation.KeySumTree;
import network.ian.p2p.reconciliation.Keys;
import network.ian.p2p.reconciliation.Responder;
import network.ian.p2p.reconciliation.Step;
import network.ian.p2p.wire.Fingerprint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Fingerprints of ranges, growing sets, and whole sessions that find {@value #DIFFERENCES} entries which one side lacks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReconciliationBenchmarks {

    private static final int DIFFERENCES = 10;
    private static final int MOST_ROUND_TRIPS = 64;

    @Param({"1000", "1000000"})
    public int size;

    private final SplitMix64 random = new SplitMix64(1);
    private final Responder responder = new Responder();
    private List<Hash> ids;
    private KeySumTree tree;
    private KeySumTree lacking;
    private KeySumTree growing;

    @Setup
    public void prepare() {
        ids = new ArrayList<>(2 * size);
        for (int i = 0; i < 2 * size; i++) {
            ids.add(Sha256.of(
                    ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array()));
        }
        tree = new KeySumTree(keys(0));
        tree.insertAll(0, size);
        lacking = new KeySumTree(keys(DIFFERENCES));
        lacking.insertAll(0, size - DIFFERENCES);
    }

    @Setup(Level.Iteration)
    public void growAnew() {
        growing = new KeySumTree(keys(0));
        growing.insertAll(0, size);
    }

    /** Of a range with random ends. */
    @Benchmark
    public Fingerprint fingerprint() {
        int one = position();
        int other = position();
        return tree.fingerprint(Math.min(one, other), Math.max(one, other));
    }

    /** An entry with a random key. */
    @Benchmark
    public int insert() {
        if (growing.size() == ids.size()) {
            growAnew();
        }
        growing.insert(growing.size());
        return growing.size();
    }

    /** All messages of a session, both sides' work, no network. */
    @Benchmark
    public int session() {
        Initiator initiator = new Initiator(lacking);
        Bytes message = initiator.initiate();
        int needed = 0;
        for (int trip = 0; trip < MOST_ROUND_TRIPS; trip++) {
            if (!(responder.answer(tree, message) instanceof Answer.Reply reply)) {
                throw new IllegalStateException("the responder refused");
            }
            Step step = initiator.step(reply.payload());
            if (step instanceof Step.Next next) {
                needed += next.need().size();
                message = next.payload();
            } else if (step instanceof Step.Done done) {
                return found(needed + done.need().size());
            } else {
                throw new IllegalStateException("the initiator refused");
            }
        }
        throw new IllegalStateException("no end of the session");
    }

    private static int found(int needed) {
        if (needed != DIFFERENCES) {
            throw new IllegalStateException(needed + " differences found, not " + DIFFERENCES);
        }
        return needed;
    }

    private int position() {
        return (int) Long.remainderUnsigned(random.nextLong(), size + 1);
    }

    /** Ordinals count from the id at {@code first} on; keys are in no order, as after gossip. */
    private Keys keys(int first) {
        return new Keys() {
            @Override
            public long timestampOf(int ordinal) {
                return ids.get(first + ordinal).view()[0] & 0x7f;
            }

            @Override
            public Hash idOf(int ordinal) {
                return ids.get(first + ordinal);
            }
        };
    }
}
