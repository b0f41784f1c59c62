package network.ian.app.demo;

import java.util.Arrays;
import java.util.Optional;
import network.ian.core.codec.Bytes;

/**
 * The weights of {@code examples/agents/recurrent-network}, a signed byte each: its data segment, with which the module ends. Other
 * weights in their place make another agent.
 */
final class NetworkWeights {

    /** Weights that there are: 8 cells of 12 features, 8 cells and 1; and 9 for the position. */
    static final int COUNT = 8 * (12 + 8 + 1) + 9;

    private static final byte[] EXAMPLE =
            ExampleAgent.RECURRENT_NETWORK.module().toArray();

    private NetworkWeights() {}

    /** The weights of a module; empty if it is no such network. */
    static Optional<byte[]> of(Bytes module) {
        byte[] octets = module.toArray();
        int code = EXAMPLE.length - COUNT;
        return octets.length == EXAMPLE.length && Arrays.equals(octets, 0, code, EXAMPLE, 0, code)
                ? Optional.of(Arrays.copyOfRange(octets, code, octets.length))
                : Optional.empty();
    }

    /** The weights of the example. */
    static byte[] example() {
        return Arrays.copyOfRange(EXAMPLE, EXAMPLE.length - COUNT, EXAMPLE.length);
    }

    /** The network with these weights. */
    static Bytes module(byte[] weights) {
        byte[] octets = EXAMPLE.clone();
        System.arraycopy(weights, 0, octets, octets.length - COUNT, COUNT);
        return Bytes.wrap(octets);
    }

    /** How many weights differ from the example's. */
    static int moved(byte[] weights) {
        byte[] example = example();
        int moved = 0;
        for (int i = 0; i < COUNT; i++) {
            moved += weights[i] == example[i] ? 0 : 1;
        }
        return moved;
    }
}
