package network.ian.p2p.wire;

import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Where a node says it can be reached, signed by itself, so that whoever passes it on cannot change it.
 *
 * @param publicKey the node's raw Ed25519 key, 32 bytes
 * @param address where it listens
 * @param timestampMs when it was signed, milliseconds since the epoch; a later record replaces an earlier one
 * @param signature 64 bytes over domain tag, network id and the fields before; not verified by holding it here
 */
public record AddressRecord(Bytes publicKey, HostPort address, long timestampMs, Bytes signature) {

    /** The node that the record is about: SHA-256 of its key. */
    public Hash nodeId() {
        return Sha256.of(publicKey.view());
    }
}
