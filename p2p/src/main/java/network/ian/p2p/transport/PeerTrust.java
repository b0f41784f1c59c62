package network.ian.p2p.transport;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import network.ian.core.codec.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Trusts whoever proves to hold the key in a certificate: exactly one, self-signed, over an Ed25519 key. Nobody else vouches
 * for a node, so names are not looked at; nor are dates, because a clock that is wrong must not cut a node off.
 */
final class PeerTrust extends X509ExtendedTrustManager {

    /** DER of a SubjectPublicKeyInfo of an Ed25519 key, up to the key (RFC 8410 section 4). */
    private static final byte[] KEY_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private static final int KEY_SIZE = 32;

    /**
     * The raw key that a certificate chain stands for.
     *
     * @throws CertificateException if it is not as this network asks
     */
    static Bytes keyOf(X509Certificate[] chain) throws CertificateException {
        if (chain == null || chain.length != 1) {
            throw new CertificateException("expected exactly one certificate");
        }
        byte[] encoded = chain[0].getPublicKey().getEncoded();
        if (encoded == null
                || encoded.length != KEY_PREFIX.length + KEY_SIZE
                || !Arrays.equals(encoded, 0, KEY_PREFIX.length, KEY_PREFIX, 0, KEY_PREFIX.length)) {
            throw new CertificateException("expected an Ed25519 key");
        }
        byte[] key = Arrays.copyOfRange(encoded, KEY_PREFIX.length, encoded.length);
        // Of a key of small order anybody can "prove" possession.
        if (!Ed25519.validatePublicKeyFull(key, 0)) {
            throw new CertificateException("the key is no canonical point of prime order");
        }
        requireSelfSigned(chain[0], chain[0].getPublicKey());
        return Bytes.wrap(key);
    }

    private static void requireSelfSigned(X509Certificate certificate, PublicKey key) throws CertificateException {
        try {
            certificate.verify(key);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("not signed by its own key", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        keyOf(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        keyOf(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        keyOf(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        keyOf(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        keyOf(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        keyOf(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
