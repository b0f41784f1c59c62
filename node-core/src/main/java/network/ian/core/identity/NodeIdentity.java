package network.ian.core.identity;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.Signer;

/** Who a node or contributor is: a key pair, and the id that follows from its public half. */
public final class NodeIdentity {

    private final String nodeId;
    private final Signer signer;

    public NodeIdentity(Signer signer) {
        this.nodeId = idOf(signer.publicKey());
        this.signer = signer;
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
        return signer.publicKey();
    }

    public Signer signer() {
        return signer;
    }

    @Override
    public String toString() {
        return "NodeIdentity[" + nodeId + "]";
    }
}
