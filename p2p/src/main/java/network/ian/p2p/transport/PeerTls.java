package network.ian.p2p.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import network.ian.core.codec.Bytes;

/** TLS between nodes: version 1.3 only, both sides show a certificate, and both speak {@code ian/3}. */
final class PeerTls {

    /** The protocol's name in ALPN (RFC 7301). */
    static final String PROTOCOL = "ian/3";

    private static final int REMEMBERED_SESSIONS = 16;
    private static final int REMEMBERED_SECONDS = 60;
    private static final long CLOSE_NOTIFY_MILLIS = 500;

    /** What new connections are opened with. */
    private record Contexts(SslContext server, SslContext client) {}

    private final Executor handshakes;
    private final ShellLimits limits;
    private volatile Contexts contexts;

    /** @param handshakes where signatures of handshakes are made and checked; never an event loop */
    PeerTls(NodeCertificate own, Executor handshakes, ShellLimits limits) throws SSLException {
        this.handshakes = handshakes;
        this.limits = limits;
        this.contexts = contexts(own);
    }

    /**
     * Shows this certificate to whoever connects from now on; what is connected stays. Sessions of before are not taken up
     * again, since each context remembers its own.
     *
     * @throws SSLException if it cannot be used; then the one of before is shown
     */
    void use(NodeCertificate own) throws SSLException {
        contexts = contexts(own);
    }

    private static Contexts contexts(NodeCertificate own) throws SSLException {
        return new Contexts(context(own, false), context(own, true));
    }

    private static SslContext context(NodeCertificate own, boolean isClient) throws SSLException {
        SSLContext context = jdkContext(own);
        remember(isClient ? context.getClientSessionContext() : context.getServerSessionContext());
        return new JdkSslContext(
                context,
                isClient,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.FATAL_ALERT,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.FATAL_ALERT,
                        PROTOCOL),
                ClientAuth.REQUIRE,
                new String[] {"TLSv1.3"},
                false);
    }

    /** Netty's own way to a context makes key stores, encrypts keys and tries certificates of its own, at each start. */
    private static SSLContext jdkContext(NodeCertificate own) throws SSLException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new PeerKey(own)}, new TrustManager[] {new PeerTrust()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SSLException("TLS cannot be set up with this node's certificate", e);
        }
    }

    private static void remember(SSLSessionContext sessions) {
        sessions.setSessionCacheSize(REMEMBERED_SESSIONS);
        sessions.setSessionTimeout(REMEMBERED_SECONDS);
    }

    SslHandler inbound(ByteBufAllocator allocator) {
        return limited(contexts.server().newHandler(allocator, handshakes));
    }

    /** Without the far end's name: no session is ever taken up again, each connection proves its key anew. */
    SslHandler outbound(ByteBufAllocator allocator) {
        return limited(contexts.client().newHandler(allocator, handshakes));
    }

    /**
     * The key that the far end proved to hold.
     *
     * @throws CertificateException if the handshake did not come to what this network asks
     */
    static Bytes peerKey(SslHandler tls) throws CertificateException {
        // Without the extension no selector is asked, so a silent far end is only found here.
        if (!PROTOCOL.equals(tls.applicationProtocol())) {
            throw new CertificateException("the far end does not speak " + PROTOCOL);
        }
        try {
            Certificate[] shown = tls.engine().getSession().getPeerCertificates();
            return PeerTrust.keyOf(Arrays.copyOf(shown, shown.length, X509Certificate[].class));
        } catch (SSLPeerUnverifiedException e) {
            throw new CertificateException("the far end showed no certificate", e);
        }
    }

    private SslHandler limited(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(limits.handshakeMillis());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        return handler;
    }
}
