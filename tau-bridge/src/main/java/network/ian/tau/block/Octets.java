package network.ian.tau.block;

import java.nio.ByteBuffer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** Reads values of a fixed length; each throws {@link java.nio.BufferUnderflowException} where less is left. */
public final class Octets {

    private Octets() {}

    public static Hash hash(ByteBuffer in) {
        return Hash.wrap(of(in, Hash.SIZE).toArray());
    }

    /** The next {@code count} octets. */
    public static Bytes of(ByteBuffer in, int count) {
        byte[] octets = new byte[count];
        in.get(octets);
        return Bytes.wrap(octets);
    }
}
