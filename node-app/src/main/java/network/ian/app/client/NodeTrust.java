package network.ian.app.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;

/**
 * Which servers a command believes over HTTPS: those that show exactly a certificate of this machine's own node, whatever
 * name it is for and whether or not it has expired, since who has its key is that node; and those that an authority vouches
 * for, by name and date as everywhere.
 */
final class NodeTrust extends X509ExtendedTrustManager {

    private static final int LONGEST = 1 << 20;

    private final Set<Certificate> own;
    private final X509ExtendedTrustManager authorities;

    private NodeTrust(Set<Certificate> own, X509ExtendedTrustManager authorities) {
        this.own = Set.copyOf(own);
        this.authorities = authorities;
    }

    /**
     * What to speak TLS with.
     *
     * @param ownFiles PEM files with certificates of this machine's node; those that cannot be read are passed over
     * @param authorities PEM file of those to believe; empty: those of Java
     * @throws CommandFailure if the authorities cannot be read
     */
    static SSLContext context(List<Path> ownFiles, Optional<Path> authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new NodeTrust(own(ownFiles), believed(authorities))}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    List.of(authorities.map(file -> file + ": ").orElse("") + "no certificates to trust: "
                            + e.getMessage()),
                    e);
        }
    }

    private static Set<Certificate> own(List<Path> files) {
        Set<Certificate> own = new HashSet<>();
        for (Path file : files) {
            try {
                own.addAll(certificates(file));
            } catch (IOException | CertificateException e) {
                // Another file may have it; if none has, the handshake says so.
            }
        }
        return own;
    }

    private static X509ExtendedTrustManager believed(Optional<Path> file) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(file.isPresent() ? store(file.get()) : null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new CertificateException("this Java checks no certificates"));
    }

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates = certificates(file);
        if (certificates.isEmpty()) {
            throw new CertificateException("it holds none");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca" + store.size(), certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(in.readNBytes(LONGEST)));
        }
    }

    private boolean isOwn(X509Certificate[] chain) {
        return chain.length > 0 && own.contains(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (!isOwn(chain)) {
            authorities.checkServerTrusted(chain, type, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (!isOwn(chain)) {
            authorities.checkServerTrusted(chain, type, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        // This form knows no name to check, so it vouches for nobody else.
        if (!isOwn(chain)) {
            throw new CertificateException("not a certificate of this machine's node");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
