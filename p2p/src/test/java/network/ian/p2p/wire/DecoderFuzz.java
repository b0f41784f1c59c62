package network.ian.p2p.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.fuzz.Mutator;

/**
 * Drives damaged captures through the decoder. Inputs come in blocks, each from its own seed, so that a run can be taken up
 * at any block.
 */
final class DecoderFuzz {

    static final int BLOCK = 50_000;

    private static final int CAPTURES = 500;
    private static final long ALLOCATED_PER_BYTE = 8;
    private static final long ALLOCATED_BESIDES = 8_192;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long seed;
    private final Map<WireFault, Long> faults = new EnumMap<>(WireFault.class);
    private long inputs;
    private long understood;
    private long mostPerInput;

    DecoderFuzz(long seed) {
        this.seed = seed;
    }

    /** Loads the classes that the decoder needs: what that allocates is no input's doing. */
    void warmUp() {
        Random random = new Random(seed);
        List<byte[]> captures = captures(random);
        Mutator mutator = new Mutator(random);
        for (int i = 0; i < BLOCK; i++) {
            FrameCodec.decode(mutator.mutate(captures.get(i % CAPTURES), captures.get(random.nextInt(CAPTURES))));
        }
    }

    /** @throws AssertionError naming seed, block and input if the decoder breaks a promise */
    void run(long block) {
        Random random = new Random(seed * 1_000_003 + block);
        List<byte[]> captures = captures(random);
        Mutator mutator = new Mutator(random);
        for (int i = 0; i < BLOCK; i++) {
            byte[] frame = captures.get(random.nextInt(CAPTURES));
            byte[] input = mutator.mutate(frame, captures.get(random.nextInt(CAPTURES)));
            try {
                judge(input);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", block " + block + ", input " + i, e);
            }
        }
    }

    long inputs() {
        return inputs;
    }

    long understood() {
        return understood;
    }

    String figures() {
        return "seed " + seed + ": " + inputs + " inputs, " + understood + " understood, refused " + faults
                + ", most allocated for one input " + mostPerInput + " bytes";
    }

    private void judge(byte[] input) {
        long before = threads.getCurrentThreadAllocatedBytes();
        Decoded decoded = FrameCodec.decode(input);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        inputs++;
        mostPerInput = Math.max(mostPerInput, allocated);
        if (allocated > ALLOCATED_PER_BYTE * input.length + ALLOCATED_BESIDES) {
            throw new AssertionError(allocated + " bytes allocated for an input of " + input.length + " of type "
                    + input[0] + ", again " + allocatedBy(input) + ": " + decoded);
        }
        if (decoded instanceof Decoded.Understood known) {
            understood++;
            requireCanonical(input, known.message());
        } else if (decoded instanceof Decoded.Malformed malformed) {
            faults.merge(malformed.fault(), 1L, Long::sum);
        }
    }

    private long allocatedBy(byte[] input) {
        long before = threads.getCurrentThreadAllocatedBytes();
        FrameCodec.decode(input);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void requireCanonical(byte[] input, Message message) {
        byte[] frame = FrameCodec.encode(message);
        if (!Arrays.equals(frame, WireLimits.LENGTH_BYTES, frame.length, input, 0, input.length)) {
            throw new AssertionError("a second encoding of " + message.type());
        }
    }

    private static List<byte[]> captures(Random random) {
        List<Hash> topics = List.of(Sha256.of(new byte[] {1}), Sha256.of(new byte[] {2}), Sha256.of(new byte[] {3}));
        RandomMessages messages = new RandomMessages(random, topics);
        List<byte[]> captures = new ArrayList<>(CAPTURES);
        for (int i = 0; i < CAPTURES; i++) {
            byte[] frame = FrameCodec.encode(messages.next());
            captures.add(Arrays.copyOfRange(frame, WireLimits.LENGTH_BYTES, frame.length));
        }
        return captures;
    }
}
