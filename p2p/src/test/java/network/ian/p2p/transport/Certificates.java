package network.ian.p2p.transport;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that a stranger might show. */
final class Certificates {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Certificates() {}

    /** A certificate over {@code subject}'s key that {@code issuer} signed. */
    static X509Certificate signed(KeyPair subject, KeyPair issuer, Instant from)
            throws GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                new X500Name("CN=stranger"),
                BigInteger.ONE,
                Date.from(from),
                Date.from(from.plusSeconds(86_400)),
                new X500Name("CN=stranger"),
                SubjectPublicKeyInfo.getInstance(subject.getPublic().getEncoded()));
        String algorithm = issuer.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "Ed25519";
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuer.getPrivate())));
    }

    static X509Certificate selfSigned(KeyPair pair) throws GeneralSecurityException, OperatorCreationException {
        return signed(pair, pair, NOW);
    }

    static KeyPair ed25519() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
