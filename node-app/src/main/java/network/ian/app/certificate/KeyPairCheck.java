package network.ian.app.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a key file holds the other half of a certificate: something is signed with the one and checked with the other. */
final class KeyPairCheck {

    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
    private static final byte[] SIGNED = "ian cert show".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    /** What is wrong with the key; empty if nothing is. */
    static String problem(Path file, X509Certificate certificate) {
        try (InputStream in = Files.newInputStream(file)) {
            Matcher pem = PKCS8.matcher(new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII));
            if (!pem.find()) {
                return file + ": is no private key in PEM form (PKCS#8, \"BEGIN PRIVATE KEY\")";
            }
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            return belong(der, certificate) ? "" : file + ": is not the key of the certificate";
        } catch (IOException e) {
            return file + ": cannot be read";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return file + ": is not the key of the certificate";
        }
    }

    private static boolean belong(byte[] der, X509Certificate certificate) throws GeneralSecurityException {
        String kind = certificate.getPublicKey().getAlgorithm();
        PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
        Signature signature = Signature.getInstance(
                switch (kind) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> kind;
                });
        signature.initSign(key);
        signature.update(SIGNED);
        byte[] made = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(SIGNED);
        return signature.verify(made);
    }
}
