package network.ian.core.crypto;

import java.security.SecureRandom;
import network.ian.core.codec.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 private key in memory. No text form of it shows the secret. */
public final class SigningKey implements Signer {

    /** Bytes of the seed, the private key of RFC 8032 section 5.1.5. */
    public static final int SEED_SIZE = 32;

    private final byte[] seed;
    private final Bytes publicKey;

    private SigningKey(byte[] seed) {
        this.seed = seed;
        byte[] derived = new byte[SignatureEncoding.KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, derived, 0);
        this.publicKey = Bytes.wrap(derived);
    }

    /**
     * The key of a seed, which is copied.
     *
     * @throws IllegalArgumentException if {@code seed} is not 32 bytes
     */
    public static SigningKey fromSeed(byte[] seed) {
        if (seed.length != SEED_SIZE) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
        }
        return new SigningKey(seed.clone());
    }

    /** A new key. */
    public static SigningKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_SIZE];
        random.nextBytes(seed);
        return new SigningKey(seed);
    }

    @Override
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public Bytes sign(byte[] message) {
        byte[] signature = new byte[SignatureEncoding.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey.view(), 0, message, 0, message.length, signature, 0);
        return Bytes.wrap(signature);
    }

    /** A copy of the secret seed, for key files only. */
    public byte[] seed() {
        return seed.clone();
    }

    @Override
    public String toString() {
        return "SigningKey[publicKey=" + publicKey + "]";
    }
}
