package network.ian.p2p.transport;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Base64;
import network.ian.core.identity.NodeIdentity;

/** Certificates for peers as a node made them at some time. */
public final class CertificateOfAnyAge {

    private CertificateOfAnyAge() {}

    /** PEM of one that was made then. */
    public static String pem(NodeIdentity identity, Instant made) {
        try {
            byte[] der = NodeCertificate.issue(identity, made, new SecureRandom(new byte[] {1}))
                    .getEncoded();
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(der);
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
