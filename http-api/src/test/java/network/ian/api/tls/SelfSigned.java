package network.ian.api.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import network.ian.core.config.NodeConfig;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for 127.0.0.1 over a new key, valid from 2020 on. */
public record SelfSigned(KeyPair keys, X509Certificate certificate) {

    /**
     * Makes one.
     *
     * @param algorithm {@code RSA}, {@code EC}, {@code Ed25519} or {@code DSA}
     */
    public static SelfSigned make(String algorithm, int serial, Instant notAfter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (!algorithm.equals("Ed25519")) {
                generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            }
            return make(generator.generateKeyPair(), serial, notAfter);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static SelfSigned make(KeyPair keys, int serial, Instant notAfter) {
        try {
            X500Name name = new X500Name("CN=node " + serial);
            var builder = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(serial),
                            Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                            Date.from(notAfter.truncatedTo(ChronoUnit.SECONDS)),
                            name,
                            keys.getPublic())
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            String signature = switch (keys.getPrivate().getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                case "DSA" -> "SHA256withDSA";
                default -> "Ed25519";
            };
            return new SelfSigned(
                    keys,
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes {@code cert.pem} and {@code key.pem} with mode 0600. */
    public NodeConfig.ApiTls write(Path directory) throws IOException, GeneralSecurityException {
        Path cert = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        Files.writeString(cert, PemFile.write("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(key, PemFile.write("PRIVATE KEY", keys.getPrivate().getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return new NodeConfig.ApiTls(cert, key);
    }
}
