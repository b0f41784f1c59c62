package network.ian.api.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the private key of the API's certificate: RSA, EC or Ed25519 in PKCS#8 (RFC 5958), not encrypted. */
final class ServerKey {

    private static final String PKCS8 = "PRIVATE KEY";
    private static final int SHORTEST_RSA = 2048;
    private static final byte[] SAMPLE = {'i', 'a', 'n'};
    // A group may read it, as it does where Kubernetes mounts a secret for a user that is not root.
    private static final Set<PosixFilePermission> CLOSED = EnumSet.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private ServerKey() {}

    /**
     * Reads a key.
     *
     * @param certified the public key in the certificate
     * @throws TlsException if the file is open to others, holds no such key, or not the one that belongs to the certificate
     */
    static PrivateKey load(Path file, PublicKey certified) throws TlsException {
        String signature = signature(file, certified);
        byte[] der = pkcs8(file, PemFile.read(file));
        requirePrivate(file);
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new TlsException(file, "is not the " + certified.getAlgorithm() + " key of the certificate", e);
        }
        if (!belong(key, certified, signature)) {
            throw new TlsException(file, "is not the key of the certificate");
        }
        return key;
    }

    private static String signature(Path file, PublicKey certified) throws TlsException {
        if (certified instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw new TlsException(
                    file,
                    "the certificate's RSA key has " + rsa.getModulus().bitLength() + " bits, at least " + SHORTEST_RSA
                            + " are needed");
        }
        boolean isEd25519 = certified instanceof EdECPublicKey edwards
                && edwards.getParams().getName().equals("Ed25519");
        if (isEd25519) {
            return "Ed25519";
        }
        return switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default ->
                throw new TlsException(
                        file,
                        "the certificate's key is " + certified.getAlgorithm() + "; RSA, EC and Ed25519 are served");
        };
    }

    private static byte[] pkcs8(Path file, List<PemFile.Block> blocks) throws TlsException {
        String convert = "; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW";
        for (PemFile.Block block : blocks) {
            if (block.label().equals(PKCS8)) {
                return block.der().toArray();
            }
            if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
                throw new TlsException(file, "the key has a password, which nobody is there to type" + convert);
            }
            if (block.label().endsWith(PKCS8)) {
                throw new TlsException(file, "holds a key in the form " + block.label() + ", not PKCS#8" + convert);
            }
        }
        throw new TlsException(file, "holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)");
    }

    private static void requirePrivate(Path file) throws TlsException {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(CLOSED::contains)) {
                throw new TlsException(file, "other users have access to this private key; chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new TlsException(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static boolean belong(PrivateKey key, PublicKey certified, String algorithm) {
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(SAMPLE);
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certified);
            verifier.update(SAMPLE);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
