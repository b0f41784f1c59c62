package network.ian.core.crypto;

import network.ian.core.codec.Bytes;

/** Holder of an Ed25519 private key. Safe for use by several threads. */
public interface Signer {

    /** The raw public key, 32 bytes. */
    Bytes publicKey();

    /** Ed25519 signature (RFC 8032 section 5.1.6) of {@code message}, 64 bytes. Deterministic. */
    Bytes sign(byte[] message);
}
