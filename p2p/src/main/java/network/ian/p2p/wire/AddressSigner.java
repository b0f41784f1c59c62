package network.ian.p2p.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.crypto.Signer;

/**
 * Signs the address records of one node in one network, and checks those of others. The network id is part of what is
 * signed but not of the record: a record carried to another network does not verify there.
 */
public final class AddressSigner {

    private final Signer signer;
    private final String networkId;

    /** @param networkId 1 to 64 characters of {@code [A-Za-z0-9._-]} */
    public AddressSigner(Signer signer, String networkId) {
        this.signer = signer;
        this.networkId = networkId;
    }

    /**
     * A record that says the node can be reached at {@code address}.
     *
     * @param timestampMs now, milliseconds since the epoch, 0 or more
     * @throws IllegalArgumentException if the network id, the host, the port or the time may not stand in a record
     */
    public AddressRecord sign(HostPort address, long timestampMs) {
        Bytes key = signer.publicKey();
        return new AddressRecord(key, address, timestampMs, signer.sign(signed(networkId, key, address, timestampMs)));
    }

    /** Whether a record was signed by the key that it names, for this network. About 100 microseconds. */
    public static boolean isGenuine(AddressRecord record, String networkId, SignatureVerifier verifier) {
        if (!Fields.mayStand(record.publicKey(), record.address(), record.timestampMs())) {
            return false;
        }
        byte[] signed = signed(networkId, record.publicKey(), record.address(), record.timestampMs());
        return verifier.verify(
                record.publicKey().view(), signed, record.signature().view());
    }

    private static byte[] signed(String networkId, Bytes publicKey, HostPort address, long timestampMs) {
        FrameWriter.require(WireText.isNetworkId(networkId), "no network id");
        byte[] tag = DomainTag.ADDRESS_RECORD.octets();
        byte[] network = networkId.getBytes(StandardCharsets.US_ASCII);
        int record = WireLimits.KEY_BYTES + 1 + address.host().length() + 2 + 8;
        ByteBuffer out = ByteBuffer.allocate(tag.length + 1 + network.length + record);
        out.put(tag)
                .put((byte) FrameWriter.within(network.length, 1, WireLimits.NETWORK_ID_BYTES))
                .put(network);
        Fields.writeStatement(new FrameWriter(out), publicKey, address, timestampMs);
        return out.array();
    }
}
