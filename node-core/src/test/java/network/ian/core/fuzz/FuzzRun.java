package network.ian.core.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Drives damaged documents through a parser. {@code -Dian.fuzz.seed} chooses another run, {@code -Dian.fuzz.inputs} another
 * length; a failure names seed, number and bytes of the input.
 */
public final class FuzzRun {

    /** Of processor time: far above what any parser takes, far below what an attack needs. */
    private static final long LONGEST_NANOS = 2_000_000_000L;

    private static final int SHOWN = 600;
    private static final long SEED = Long.getLong("ian.fuzz.seed", 1L);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FuzzTarget target;
    private final Map<String, Long> refused = new TreeMap<>();
    private long accepted;
    private long mostAllocated;
    private long slowestNanos;

    private FuzzRun(FuzzTarget target) {
        this.target = target;
    }

    /** A run for the usual build. */
    public static void shortly(FuzzTarget target, long inputs) {
        new FuzzRun(target).run(inputs);
    }

    /** A run of the length that the target names for proofs. */
    public static void atLength(FuzzTarget target) {
        new FuzzRun(target).run(Long.getLong("ian.fuzz.inputs", target.proofInputs()));
    }

    private void run(long inputs) {
        Random random = new Random(SEED);
        Mutator mutator = new Mutator(random, target.words());
        List<byte[]> corpus = target.corpus();
        requireCorpus();
        for (long number = 0; number < inputs; number++) {
            byte[] original = corpus.get(random.nextInt(corpus.size()));
            byte[] input = mutator.mutate(original, corpus.get(random.nextInt(corpus.size())));
            try {
                judge(input);
            } catch (Throwable fault) {
                throw new AssertionError(
                        target.name() + ": seed " + SEED + ", input " + number + " of " + input.length + " bytes: "
                                + HexFormat.of().formatHex(Arrays.copyOf(input, Math.min(SHOWN, input.length))),
                        fault);
            }
        }
        System.out.println(figures(inputs));
        if (accepted == 0 || (refused.isEmpty() && !target.refusals().isEmpty())) {
            throw new AssertionError("damaged documents were all accepted or all refused: " + figures(inputs));
        }
    }

    /** Documents that are as they should be are accepted; this also loads the classes that the parser needs. */
    private void requireCorpus() {
        for (byte[] document : target.corpus()) {
            try {
                target.parser().parse(document);
            } catch (Exception e) {
                throw new AssertionError(target.name() + " refuses what is not damaged", e);
            }
        }
    }

    private void judge(byte[] input) throws Exception {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        parse(input);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long nanos = THREADS.getCurrentThreadCpuTime() - cpu;
        if (allocated > target.allocation().bound(input.length)) {
            // What is done once, such as loading a class, is no input's doing.
            allocated = Math.min(allocated, allocatedAgain(input));
        }
        mostAllocated = Math.max(mostAllocated, allocated);
        slowestNanos = Math.max(slowestNanos, nanos);
        if (allocated > target.allocation().bound(input.length)) {
            throw new AssertionError(allocated + " bytes allocated, twice, the bound is "
                    + target.allocation().bound(input.length));
        }
        if (nanos > LONGEST_NANOS) {
            throw new AssertionError(nanos / 1_000_000 + " ms of processor time");
        }
    }

    private void parse(byte[] input) throws Exception {
        try {
            target.parser().parse(input);
            accepted++;
        } catch (Exception e) {
            if (!target.refuses(e)) {
                throw e;
            }
            refused.merge(e.getClass().getSimpleName(), 1L, Long::sum);
        }
    }

    private long allocatedAgain(byte[] input) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            target.parser().parse(input);
        } catch (Exception e) {
            if (!target.refuses(e)) {
                throw e;
            }
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private String figures(long inputs) {
        return "fuzz " + target.name() + ": seed " + SEED + ", " + inputs + " inputs, " + accepted
                + " accepted, refused "
                + refused + ", most allocated for one " + mostAllocated + " bytes, slowest " + slowestNanos / 1_000_000
                + " ms";
    }
}
