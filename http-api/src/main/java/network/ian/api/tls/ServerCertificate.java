package network.ian.api.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.config.NodeConfig;

/**
 * A certificate with its chain, and the key that belongs to it.
 *
 * @param chain the server's own certificate first
 */
record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {

    // A key store insists on one; it never leaves the process's memory.
    static final String STORE_PASSWORD = "memory";

    private static final String CERTIFICATE = "CERTIFICATE";

    /**
     * Reads and checks both files. An expired certificate is no error: clients say what they think of it.
     *
     * @throws TlsException naming the file and what is wrong
     */
    static ServerCertificate load(NodeConfig.ApiTls files) throws TlsException {
        List<X509Certificate> chain = certificates(files.certificate());
        PrivateKey key = ServerKey.load(files.key(), chain.get(0).getPublicKey());
        return new ServerCertificate(chain, key);
    }

    /** The server's own certificate. */
    X509Certificate leaf() {
        return chain.get(0);
    }

    Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** As PEM, without the key. */
    String pem() {
        try {
            return PemFile.write(CERTIFICATE, leaf().getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** As Jetty takes it. */
    KeyStore keyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("api", key, STORE_PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
        return store;
    }

    private static List<X509Certificate> certificates(Path file) throws TlsException {
        List<X509Certificate> chain = new ArrayList<>();
        for (PemFile.Block block : PemFile.read(file)) {
            if (block.label().equals(CERTIFICATE)) {
                chain.add(certificate(file, chain.size(), block.der().toArray()));
            }
        }
        if (chain.isEmpty()) {
            throw new TlsException(file, "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        return List.copyOf(chain);
    }

    private static X509Certificate certificate(Path file, int index, byte[] der) throws TlsException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new TlsException(file, "certificate " + (index + 1) + " is not valid X.509", e);
        }
    }
}
