package network.ian.core.identity;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.Signer;
import network.ian.core.crypto.SigningKey;

/** Who a node or contributor is: a key pair, and the id that follows from its public half. */
public final class NodeIdentity {

    private final String nodeId;
    private final SigningKey key;

    public NodeIdentity(SigningKey key) {
        this.nodeId = idOf(key.publicKey());
        this.key = key;
    }

    /** The id of a raw public key: its SHA-256 as 64 lower-case hex digits (formats.md, "Identity and signatures"). */
    public static String idOf(Bytes publicKey) {
        return Sha256.of(publicKey.view()).hex();
    }

    /** 64 lower-case hex digits. */
    public String nodeId() {
        return nodeId;
    }

    /** The raw public key, 32 bytes. */
    public Bytes publicKey() {
        return key.publicKey();
    }

    public Signer signer() {
        return key;
    }

    /** The key itself, for what must hand it to other software, as TLS does; everything else takes {@link #signer}. */
    public SigningKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "NodeIdentity[" + nodeId + "]";
    }
}
