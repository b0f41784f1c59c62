package network.ian.tau.bls;

import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;

/**
 * A public key of BLS12-381 in the minimal-pubkey-size scheme of Tau Net: a point of G1, compressed to 48 bytes; signatures
 * are points of G2, compressed to 96 bytes. Immutable; any thread may verify.
 */
public final class BlsPublicKey {

    /** Length of a compressed public key. */
    public static final int BYTES = 48;

    /** Length of a compressed signature. */
    public static final int SIGNATURE_BYTES = 96;

    static final String DST = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";

    private final Bytes compressed;
    private final P1_Affine point;

    private BlsPublicKey(Bytes compressed, P1_Affine point) {
        this.compressed = compressed;
        this.point = point;
    }

    /**
     * Decodes a key from lower-case hex.
     *
     * @param field named in errors
     * @throws MalformedException unless these are the canonical 48 bytes of a point of the prime-order subgroup, not the
     *     neutral one
     */
    public static BlsPublicKey fromHex(String field, String hex) {
        return of(field, Bytes.fromHex(field, hex));
    }

    /** As {@link #fromHex}, from the bytes. */
    public static BlsPublicKey of(String field, Bytes compressed) {
        if (compressed.size() != BYTES) {
            throw new MalformedException(field, "a BLS public key has 48 bytes, not " + compressed.size());
        }
        try {
            P1_Affine point = new P1_Affine(compressed.toArray());
            if (point.is_inf() || !point.in_group()) {
                throw new MalformedException(field, "no BLS public key: the point is not in the group");
            }
            return new BlsPublicKey(compressed, point);
        } catch (MalformedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MalformedException(field, "no BLS public key: " + e.getMessage());
        }
    }

    /** Whether {@code signature} is this key's over {@code message}; false for whatever is no signature at all. */
    public boolean verifies(Bytes message, Bytes signature) {
        if (signature.size() != SIGNATURE_BYTES) {
            return false;
        }
        try {
            P2_Affine point = new P2_Affine(signature.toArray());
            return point.in_group()
                    && !point.is_inf()
                    && point.core_verify(this.point, true, message.toArray(), DST) == BLST_ERROR.BLST_SUCCESS;
        } catch (RuntimeException notAPoint) {
            return false;
        }
    }

    /** The compressed point, 48 bytes. */
    public Bytes bytes() {
        return compressed;
    }

    public String hex() {
        return compressed.hex();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlsPublicKey key && key.compressed.equals(compressed);
    }

    @Override
    public int hashCode() {
        return compressed.hashCode();
    }

    @Override
    public String toString() {
        return hex();
    }
}
