package network.ian.core.crypto;

/**
 * One implementation of the Ed25519 equation. Not a rule of validity by itself: providers disagree at the edges, so
 * everything outside this package goes through {@link SignatureVerifier}. Implementations are safe for use by several
 * threads.
 */
public interface SignatureProvider {

    /** Short lower-case name, as configuration and log lines use it. */
    String name();

    /**
     * Whether [S]B = R + [k]A holds, as far as this provider looks. Called only with an A that encodes a point of order
     * L, with S &lt; L, and with an R whose y is below p and which is not the identity.
     *
     * @param publicKey A, 32 bytes
     * @param signature R and S, 64 bytes
     * @throws IllegalStateException if the provider cannot work; never for a wrong signature
     */
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    /**
     * Whether {@link #verify} may accept an R with a component of small order, as verifiers of the cofactored equation do.
     * If so, {@link SignatureVerifier} checks the order of R itself.
     */
    boolean acceptsTorsionInR();
}
