package network.ian.p2p.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.MalformedException;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.state.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code certs/node_cert.pem} and {@code certs/node_key.pem} (mode 0600, directory 0700). Both follow from the identity, so
 * what is missing or has expired is made anew; a key that is not the identity's is somebody's mistake and stops the start.
 */
final class CertificateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final int MAX_BYTES = 64 * 1024;

    private final Path directory;
    private final NodeIdentity identity;
    private final Clock clock;
    private final SecureRandom entropy;

    CertificateFiles(Path dataDirectory, NodeIdentity identity, Clock clock, SecureRandom entropy) {
        this.directory = dataDirectory.resolve("certs");
        this.identity = identity;
        this.clock = clock;
        this.entropy = entropy;
    }

    /**
     * The certificate to use, made and stored where needed.
     *
     * @throws MalformedException naming the key file if it holds another key than the identity's
     * @throws IOException if the files cannot be read or written
     */
    NodeCertificate loadOrCreate() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PRIVATE_DIRECTORY));
        }
        AtomicFile.removeLeftovers(directory);
        requireOwnKey(directory.resolve("node_key.pem"));
        Path file = directory.resolve("node_cert.pem");
        try {
            X509Certificate certificate = stored(file).orElse(null);
            if (certificate == null) {
                certificate = NodeCertificate.issue(identity, clock.instant(), entropy);
                AtomicFile.write(file, pem("CERTIFICATE", certificate.getEncoded()), READABLE);
                LOG.atInfo().addKeyValue("file", file).log("Certificate for peers made");
            }
            return new NodeCertificate(NodeCertificate.keyOf(identity), certificate);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate over an Ed25519 key could not be made", e);
        }
    }

    private void requireOwnKey(Path file) throws IOException {
        byte[] own = pem("PRIVATE KEY", NodeCertificate.encodeKey(identity.key()));
        if (!Files.exists(file)) {
            AtomicFile.write(file, own, AtomicFile.OWNER_ONLY);
            return;
        }
        if (!Arrays.equals(keyBytes(read(file)), keyBytes(own))) {
            throw new MalformedException(
                    file.toString(),
                    "does not hold the key of identity.json, by which peers know this node; remove the directory "
                            + directory + " and start again, and it is made anew");
        }
        if (!AtomicFile.OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, AtomicFile.OWNER_ONLY);
            LOG.atWarn().addKeyValue("file", file).log("The private key was open to others; its mode is 0600 now");
        }
    }

    /** The stored certificate if it can be shown to peers. */
    private Optional<X509Certificate> stored(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(read(file)));
            certificate.checkValidity(Date.from(clock.instant()));
            if (PeerTrust.keyOf(new X509Certificate[] {certificate}).equals(identity.publicKey())) {
                return Optional.of(certificate);
            }
            LOG.atWarn().addKeyValue("file", file).log("The certificate is for another key and is replaced");
        } catch (CertificateException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .log("The certificate cannot be used and is replaced: {}", e.getMessage());
        }
        return Optional.empty();
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        }
    }

    private static byte[] pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What stands between the first pair of PEM lines, decoded; nothing if that is not a private key. */
    private static byte[] keyBytes(byte[] pem) {
        String text = new String(pem, StandardCharsets.US_ASCII);
        int begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (begin < 0 || end < begin) {
            return new byte[0];
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin + 27, end));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
