package network.ian.p2p.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Sha256;
import network.ian.core.file.AtomicFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.view.CertificateSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code node_cert.pem} and {@code node_key.pem} (mode 0600, directory 0700). Both follow from the identity, so
 * what is missing or has expired is made anew; a key that is not the identity's is somebody's mistake and is never
 * overwritten. Not to be used by two threads at once.
 */
public final class CertificateFiles {

    /** Directory below the data directory. */
    public static final String DIRECTORY = "certs";

    /** What {@link #content} says while one of the files is missing. */
    static final String MISSING = "missing";

    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final int MAX_BYTES = 64 * 1024;

    private final Path directory;
    private final NodeIdentity identity;
    private final Clock clock;
    private final SecureRandom entropy;

    /** @param directory the files' own; made when something is written */
    public CertificateFiles(Path directory, NodeIdentity identity, Clock clock, SecureRandom entropy) {
        this.directory = directory;
        this.identity = identity;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** The certificate's file. */
    public Path certificateFile() {
        return directory.resolve("node_cert.pem");
    }

    /** The key's file. */
    public Path keyFile() {
        return directory.resolve("node_key.pem");
    }

    /**
     * The certificate to use, made and stored where needed.
     *
     * @throws MalformedException naming the key file if it holds another key than the identity's
     * @throws IOException if the files cannot be read or written
     */
    NodeCertificate loadOrCreate() throws IOException {
        makeDirectory();
        AtomicFile.removeLeftovers(directory);
        requireOwnKeyOrWriteIt();
        if (Files.exists(certificateFile())) {
            try {
                return own(fitting());
            } catch (MalformedException e) {
                LOG.atWarn().log("The certificate cannot be used and is replaced: {}", e.getMessage());
            }
        }
        return write();
    }

    /**
     * Makes a new certificate and stores it, whatever the present one is like.
     *
     * @return the new certificate
     * @throws MalformedException naming the key file if it holds another key than the identity's; nothing is changed then
     * @throws IOException if the files cannot be read or written
     */
    public CertificateSummary rotate() throws IOException {
        return CertificateSummary.of(renew().certificate());
    }

    /** As {@link #rotate}, with the key. */
    NodeCertificate renew() throws IOException {
        makeDirectory();
        requireOwnKeyOrWriteIt();
        return write();
    }

    /**
     * The stored certificate if a node of this identity can show it. Writes nothing.
     *
     * @throws MalformedException naming the file that does not fit, and why
     * @throws IOException if a file is missing or cannot be read
     */
    NodeCertificate read() throws IOException {
        requireOwnKey();
        return own(fitting());
    }

    /**
     * Checks the files as a node would at its start, and that only their owner can read the key. Writes nothing.
     *
     * @throws MalformedException naming the file that does not fit, and why
     * @throws IOException if a file is missing or cannot be read
     */
    public void check() throws IOException {
        read();
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(keyFile());
        if (!AtomicFile.OWNER_ONLY.containsAll(mode)) {
            throw new MalformedException(
                    keyFile().toString(),
                    "others can read it, mode " + PosixFilePermissions.toString(mode) + "; mend it with: chmod 600 "
                            + keyFile());
        }
    }

    /** Whether the files hold this very certificate and its key. */
    boolean hold(NodeCertificate certificate) throws IOException {
        return Arrays.equals(certificate.encoded(), Pem.decode(Pem.CERTIFICATE, read(certificateFile())))
                && holdOwnKey();
    }

    private boolean holdOwnKey() throws IOException {
        return Arrays.equals(Pem.decode(Pem.PRIVATE_KEY, read(keyFile())), NodeCertificate.encodeKey(identity.key()));
    }

    /** What the files hold, in a form to compare: it changes exactly when they do. */
    String content() {
        try {
            byte[] key = read(keyFile());
            return Sha256.of(Sha256.of(read(certificateFile())).view(), key).hex();
        } catch (NoSuchFileException e) {
            return MISSING;
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    /** Takes the key away from everybody but its owner. */
    void closeKey() throws IOException {
        if (!AtomicFile.OWNER_ONLY.containsAll(Files.getPosixFilePermissions(keyFile()))) {
            Files.setPosixFilePermissions(keyFile(), AtomicFile.OWNER_ONLY);
            LOG.atWarn().addKeyValue("file", keyFile()).log("The private key was open to others; its mode is 0600 now");
        }
    }

    private void makeDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PRIVATE_DIRECTORY));
        }
    }

    private NodeCertificate write() throws IOException {
        try {
            NodeCertificate made = own(NodeCertificate.issue(identity, clock.instant(), entropy));
            AtomicFile.write(certificateFile(), Pem.encode(Pem.CERTIFICATE, made.encoded()), READABLE);
            LOG.atInfo().addKeyValue("file", certificateFile()).log("Certificate for peers made");
            return made;
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate over an Ed25519 key could not be made", e);
        }
    }

    private NodeCertificate own(X509Certificate certificate) {
        return new NodeCertificate(NodeCertificate.keyOf(identity), certificate);
    }

    private void requireOwnKeyOrWriteIt() throws IOException {
        if (Files.exists(keyFile())) {
            requireOwnKey();
            closeKey();
        } else {
            byte[] key = Pem.encode(Pem.PRIVATE_KEY, NodeCertificate.encodeKey(identity.key()));
            AtomicFile.write(keyFile(), key, AtomicFile.OWNER_ONLY);
        }
    }

    private void requireOwnKey() throws IOException {
        if (!holdOwnKey()) {
            throw new MalformedException(
                    keyFile().toString(),
                    "does not hold the key of identity.json, by which peers know this node; remove the directory "
                            + directory + " and start again, and it is made anew");
        }
    }

    private X509Certificate fitting() throws IOException {
        X509Certificate certificate = parsed(read(certificateFile()));
        CertificateSummary summary = CertificateSummary.of(certificate);
        if (!summary.isValidAt(clock.instant())) {
            throw unfit("is valid from " + summary.notBefore() + " to " + summary.notAfter() + ", and it is "
                    + clock.instant() + " now");
        }
        try {
            if (PeerTrust.keyOf(new X509Certificate[] {certificate}).equals(identity.publicKey())) {
                return certificate;
            }
        } catch (CertificateException e) {
            throw unfit(e.getMessage());
        }
        throw unfit("is for another key than that of identity.json, by which peers know this node");
    }

    private X509Certificate parsed(byte[] pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException e) {
            throw unfit("is no certificate in PEM form");
        }
    }

    private MalformedException unfit(String why) {
        return new MalformedException(certificateFile().toString(), why);
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        }
    }
}
