package network.ian.api.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.config.NodeConfig;
import network.ian.core.file.AtomicFile;
import network.ian.core.state.FileStamp;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the API serves with. {@link #check} takes over a new pair of files while the server runs:
 * connections that are open stay, new ones get the new certificate. A pair that cannot be served with is said once, and the
 * old one stays. The certificate in use also stands in {@link #FILE}, so that commands on this machine know their node.
 */
public final class ApiCertificate {

    /** File in the data directory with the certificates, PEM, that this node's API shows; no key is in it. */
    public static final String FILE = "api.certificate";

    private static final Logger LOG = LoggerFactory.getLogger(ApiCertificate.class);

    private final NodeConfig.ApiTls files;
    private final Path published;
    private final InstantSource clock;
    private final Consumer<Instant> expiry;
    /** Keys that do not outlive the connection, and encryption that authenticates (RFC 9325 section 4.2): no CBC. */
    private static final String[] CIPHER_SUITES = {
        "TLS_AES_.*_GCM_.*", "TLS_CHACHA20_POLY1305_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_POLY1305_.*"
    };

    private final SslContextFactory.Server context;
    private ServerCertificate served;
    private Optional<List<FileStamp>> tried;
    private Optional<List<FileStamp>> seen = Optional.empty();

    private ApiCertificate(
            NodeConfig.ApiTls files,
            Path published,
            InstantSource clock,
            Consumer<Instant> expiry,
            Optional<List<FileStamp>> tried,
            ServerCertificate served)
            throws TlsException {
        this.files = files;
        this.published = published;
        this.clock = clock;
        this.expiry = expiry;
        this.tried = tried;
        this.served = served;
        this.context = context(served);
    }

    /**
     * Reads the certificate to start with.
     *
     * @param dataDirectory where {@link #FILE} is written
     * @param expiry is told when the certificate in use ends
     * @throws TlsException if it cannot be served with
     */
    public static ApiCertificate open(
            NodeConfig.ApiTls files, Path dataDirectory, InstantSource clock, Consumer<Instant> expiry)
            throws TlsException {
        Optional<List<FileStamp>> stamps = stamps(files);
        ServerCertificate served = ServerCertificate.load(files);
        ApiCertificate certificate =
                new ApiCertificate(files, dataDirectory.resolve(FILE), clock, expiry, stamps, served);
        certificate.publish(served.pem());
        certificate.tell("API serves TLS");
        return certificate;
    }

    /** Removes what a node that served TLS has left in the data directory. */
    public static void unpublish(Path dataDirectory) {
        try {
            Files.deleteIfExists(dataDirectory.resolve(FILE));
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", dataDirectory.resolve(FILE), e.getMessage());
        }
    }

    /** Jetty's side of it. */
    public SslContextFactory.Server context() {
        return context;
    }

    /**
     * Looks whether the files are others now, and takes them over. They count only once they are the same at two looks, so
     * that nothing is made of a certificate whose key is still being written.
     */
    public synchronized void check() {
        Optional<List<FileStamp>> now = stamps(files);
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(tried)) {
            return;
        }
        tried = now;
        try {
            ServerCertificate next = ServerCertificate.load(files);
            // A context that cannot be made must not take the old one with it.
            context(next).stop();
            publish(next.pem() + served.pem());
            context.reload(factory -> setKey(factory, next));
            served = next;
            tell("API certificate replaced");
        } catch (Exception e) {
            LOG.error("The API's certificate was changed but cannot be used, the old one stays: {}", e.getMessage());
        }
    }

    private void tell(String what) {
        expiry.accept(served.notAfter());
        LOG.atInfo()
                .addKeyValue("certificate", files.certificate())
                .addKeyValue("not_after", served.notAfter())
                .log(what);
        if (served.notAfter().isBefore(clock.instant())) {
            LOG.error("The API's certificate {} has expired: clients will refuse it", files.certificate());
        }
    }

    private void publish(String pem) {
        try {
            AtomicFile.write(published, pem.getBytes(StandardCharsets.US_ASCII), AtomicFile.OWNER_ONLY);
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}): commands need --ca", published, e.getMessage());
        }
    }

    private SslContextFactory.Server context(ServerCertificate certificate) throws TlsException {
        try {
            SslContextFactory.Server factory = new SslContextFactory.Server();
            factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            factory.setIncludeCipherSuites(CIPHER_SUITES);
            factory.setRenegotiationAllowed(false);
            factory.setKeyStorePassword(ServerCertificate.STORE_PASSWORD);
            setKey(factory, certificate);
            factory.start();
            return factory;
        } catch (Exception e) {
            throw new TlsException(files.certificate(), "cannot be served with (" + e.getMessage() + ")", e);
        }
    }

    private static void setKey(SslContextFactory factory, ServerCertificate certificate) {
        try {
            factory.setKeyStore(certificate.keyStore());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key does not go into a key store", e);
        }
    }

    /** Of both files; empty if the system does not say. */
    private static Optional<List<FileStamp>> stamps(NodeConfig.ApiTls files) {
        try {
            return Optional.of(List.of(FileStamp.of(files.certificate()), FileStamp.of(files.key())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
