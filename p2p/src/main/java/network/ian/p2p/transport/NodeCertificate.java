package network.ian.p2p.transport;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

/**
 * What a node shows of itself in TLS: a self-signed certificate over its identity's own key (formats.md, "P2P TLS"). The key
 * is what peers know it by; name and dates in it are for people.
 *
 * @param key for the JDK's TLS
 */
record NodeCertificate(PrivateKey key, X509Certificate certificate) {

    /** How long a new certificate says that it is valid; the runbook rotates certificates yearly. */
    static final Duration VALIDITY = Duration.ofDays(365);

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final AlgorithmIdentifier ED25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    /** Makes a new certificate. */
    static X509Certificate issue(NodeIdentity identity, Instant now, SecureRandom entropy) throws CertificateException {
        X500Name name = new X500Name("CN=" + identity.nodeId());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                new BigInteger(63, entropy).add(BigInteger.ONE),
                Date.from(now.minus(CLOCKS_DIFFER)),
                Date.from(now.plus(VALIDITY)),
                name,
                new SubjectPublicKeyInfo(ED25519, identity.publicKey().view()));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new IdentitySigner(identity.signer(), ED25519)));
    }

    /** The certificate's DER form. */
    byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("not a whole certificate", e);
        }
    }

    /** PKCS#8 of an Ed25519 seed (RFC 8410 section 7). */
    static byte[] encodeKey(SigningKey key) throws IOException {
        return new PrivateKeyInfo(ED25519, new DEROctetString(key.seed())).getEncoded();
    }

    /** The identity's key as the JDK wants it. */
    static PrivateKey keyOf(NodeIdentity identity) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(encodeKey(identity.key())));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }
}
