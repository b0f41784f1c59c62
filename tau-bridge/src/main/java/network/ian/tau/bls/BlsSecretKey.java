package network.ian.tau.bls;

import java.util.Arrays;
import java.util.HexFormat;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import supranational.blst.P1;
import supranational.blst.P2;
import supranational.blst.SecretKey;

/** A secret key of Tau Net. It never shows itself in text. Any thread may sign. */
public final class BlsSecretKey {

    /** Length of a secret key: a scalar, big-endian. */
    public static final int BYTES = 32;

    /** r of BLS12-381 (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1). */
    private static final byte[] ORDER =
            HexFormat.of().parseHex("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");

    private final SecretKey secret;
    private final BlsPublicKey publicKey;

    private BlsSecretKey(SecretKey secret) {
        this.secret = secret;
        this.publicKey = BlsPublicKey.of("public key", Bytes.wrap(new P1(secret).compress()));
    }

    /**
     * Decodes a scalar.
     *
     * @throws MalformedException unless it has 32 bytes and is from 1 to the group's order - 1; the bytes are not in the text
     */
    public static BlsSecretKey of(String field, byte[] scalar) {
        if (scalar.length != BYTES) {
            throw new MalformedException(field, "a BLS secret key has 32 bytes, not " + scalar.length);
        }
        // The library takes any 32 bytes; one beyond the order would sign as another key than was written down.
        if (Arrays.compareUnsigned(scalar, ORDER) >= 0 || isZero(scalar)) {
            throw new MalformedException(field, "no BLS secret key: not below the group's order, or zero");
        }
        SecretKey secret = new SecretKey();
        secret.from_bendian(scalar);
        return new BlsSecretKey(secret);
    }

    /** Derives a key from at least 32 bytes of entropy (draft-irtf-cfrg-bls-signature, KeyGen). */
    public static BlsSecretKey generate(byte[] entropy) {
        SecretKey secret = new SecretKey();
        secret.keygen(entropy);
        return new BlsSecretKey(secret);
    }

    public BlsPublicKey publicKey() {
        return publicKey;
    }

    /** The signature, 96 bytes; the same for the same message. */
    public Bytes sign(Bytes message) {
        return Bytes.wrap(new P2()
                .hash_to(message.toArray(), BlsPublicKey.DST)
                .sign_with(secret)
                .compress());
    }

    /** The scalar, for the key's own file only. */
    public byte[] scalar() {
        return secret.to_bendian();
    }

    @Override
    public String toString() {
        return "secret key of " + publicKey;
    }

    private static boolean isZero(byte[] scalar) {
        int any = 0;
        for (byte octet : scalar) {
            any |= octet;
        }
        return any == 0;
    }
}
