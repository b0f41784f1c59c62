package network.ian.p2p.wire;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * A contribution as it travels: exact bytes, nothing decoded, nothing verified.
 *
 * @param id SHA-256 of {@code header}: the contribution id that these bytes claim
 * @param header canonical JSON as signed, 1 to 2,048 bytes
 * @param signature 64 bytes
 * @param body encoded pack ({@link network.ian.core.contribution.PackCodec})
 */
public record WireEntry(Hash id, Bytes header, Bytes signature, Bytes body) {

    /** Length of a signature in bytes. */
    public static final int SIGNATURE_SIZE = 64;

    /** Computes the id. */
    public static WireEntry of(Bytes header, Bytes signature, Bytes body) {
        return new WireEntry(Sha256.of(header.view()), header, signature, body);
    }

    /** Bytes of header and body: what one copy of the contribution costs. */
    public int contentBytes() {
        return header.size() + body.size();
    }
}
