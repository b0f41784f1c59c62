package network.ian.simulation.node;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.wire.AddressRecord;

/** Stands for Ed25519 over address records: whoever calls {@link #sign} without owning the key cheats the simulation. */
public final class SimulatedSignature {

    private static final int SIZE = 64;

    private SimulatedSignature() {}

    /** The record of the node that owns {@code publicKey}. */
    public static AddressRecord sign(Bytes publicKey, HostPort address, long timestampMs) {
        return new AddressRecord(publicKey, address, timestampMs, of(publicKey, address, timestampMs));
    }

    static boolean holds(AddressRecord record) {
        return record.signature().equals(of(record.publicKey(), record.address(), record.timestampMs()));
    }

    private static Bytes of(Bytes publicKey, HostPort address, long timestampMs) {
        byte[] text = (address + " " + timestampMs).getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(Arrays.copyOf(Sha256.of(publicKey.view(), text).toArray(), SIZE));
    }
}
