package network.ian.core.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The one rule of validity of Ed25519 signatures, whatever the provider: 64 bytes, S &lt; L, A and R canonical encodings
 * of points of order exactly L (so the identity is refused too), and [S]B = R + [k]A without a cofactor. Nodes that
 * disagreed about one crafted signature would hold different logs for ever. Safe for use by several threads.
 *
 * <p>A is checked here, once per key while the bounded cache remembers it. With such an A the equation forces R into the
 * prime-order subgroup, so R needs a check of its own only where the provider solves another equation
 * ({@link SignatureProvider#acceptsTorsionInR}).
 */
public final class SignatureVerifier {

    private final SignatureProvider provider;
    private final KeyCache<Boolean> validKeys;

    /** @param maxKeys most public keys whose check is remembered, at least 1; about 200 bytes each */
    public SignatureVerifier(SignatureProvider provider, int maxKeys) {
        this.provider = provider;
        this.validKeys = new KeyCache<>(maxKeys, key -> Ed25519.validatePublicKeyFull(key, 0));
    }

    /** The provider's name. */
    public String providerName() {
        return provider.name();
    }

    /** Whether {@link #check} finds the signature valid. */
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return check(publicKey, message, signature).isValid();
    }

    /**
     * Checks a signature, cheap checks first. Arrays of any length and content are fine; none is kept.
     *
     * @throws IllegalStateException if the provider cannot work; never for a wrong signature
     */
    public SignatureCheck check(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != SignatureEncoding.SIGNATURE_SIZE) {
            return SignatureCheck.BAD_LENGTH;
        }
        if (!SignatureEncoding.isReduced(signature)) {
            return SignatureCheck.S_NOT_REDUCED;
        }
        if (!SignatureEncoding.mayEncodePrimeOrderPoint(signature)) {
            return SignatureCheck.BAD_R;
        }
        if (!isValidKey(publicKey)) {
            return SignatureCheck.BAD_KEY;
        }
        if (!provider.verify(publicKey, message, signature)) {
            return SignatureCheck.MISMATCH;
        }
        // Last, because it costs as much as the equation and only forgers fail it.
        if (provider.acceptsTorsionInR() && !Ed25519.validatePublicKeyFull(signature, 0)) {
            return SignatureCheck.BAD_R;
        }
        return SignatureCheck.VALID;
    }

    /** Whether {@code publicKey} is the canonical encoding of a point of order L: the only keys that can sign. */
    public boolean isValidKey(byte[] publicKey) {
        return publicKey.length == SignatureEncoding.KEY_SIZE && validKeys.get(publicKey);
    }
}
