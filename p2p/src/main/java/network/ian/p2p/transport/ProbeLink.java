package network.ian.p2p.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.view.CertificateSummary;
import network.ian.p2p.wire.Decoded;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.FrameLimits;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireFault;
import network.ian.p2p.wire.WireLimits;

/** A connection to a node that blocks its one user, over the JDK's own sockets. */
final class ProbeLink implements AutoCloseable {

    private final SSLSocket socket;

    private ProbeLink(SSLSocket socket) {
        this.socket = socket;
    }

    /** @param millis longest wait for the far end at any time */
    static ProbeLink over(Socket connected, NodeIdentity identity, Clock clock, SecureRandom entropy, int millis)
            throws IOException, GeneralSecurityException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new PeerKey(shown(identity, clock, entropy))},
                    new TrustManager[] {new PeerTrust()},
                    entropy);
            String host = connected.getInetAddress().getHostAddress();
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(connected, host, connected.getPort(), true);
            socket.setSoTimeout(millis);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            parameters.setApplicationProtocols(new String[] {PeerTls.PROTOCOL});
            socket.setSSLParameters(parameters);
            return new ProbeLink(socket);
        } catch (IOException | GeneralSecurityException e) {
            connected.close();
            throw e;
        }
    }

    private static NodeCertificate shown(NodeIdentity identity, Clock clock, SecureRandom entropy)
            throws CertificateException {
        return new NodeCertificate(
                NodeCertificate.keyOf(identity), NodeCertificate.issue(identity, clock.instant(), entropy));
    }

    /** What the far end has proved to be. */
    record Proved(Bytes key, CertificateSummary certificate) {}

    /** What the far end proves to be. */
    Proved handshake() throws IOException, CertificateException {
        socket.startHandshake();
        if (!PeerTls.PROTOCOL.equals(socket.getApplicationProtocol())) {
            throw new CertificateException("the far end does not speak " + PeerTls.PROTOCOL);
        }
        Certificate[] shown = socket.getSession().getPeerCertificates();
        X509Certificate[] chain = Arrays.copyOf(shown, shown.length, X509Certificate[].class);
        Bytes key = PeerTrust.keyOf(chain);
        return new Proved(key, CertificateSummary.of(chain[0]));
    }

    void send(Message message) throws IOException {
        socket.getOutputStream().write(FrameCodec.encode(message));
        socket.getOutputStream().flush();
    }

    /** The next message. @throws EOFException if the far end closes */
    Message next() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] first = in.readNBytes(WireLimits.LENGTH_BYTES + 1);
        if (first.length <= WireLimits.LENGTH_BYTES) {
            throw new EOFException("the far end closed");
        }
        int length = ByteBuffer.wrap(first).getInt();
        Optional<WireFault> refused = FrameLimits.WIDEST.refuses(length, first[WireLimits.LENGTH_BYTES] & 0xff);
        if (refused.isPresent()) {
            throw new IOException("malformed frame: " + refused.get().label());
        }
        byte[] frame = Arrays.copyOf(new byte[] {first[WireLimits.LENGTH_BYTES]}, length);
        if (in.readNBytes(frame, 1, length - 1) < length - 1) {
            throw new EOFException("the far end closed");
        }
        Decoded decoded = FrameCodec.decode(frame);
        if (decoded instanceof Decoded.Understood understood) {
            return understood.message();
        }
        throw new IOException(
                "malformed frame: " + ((Decoded.Malformed) decoded).fault().label());
    }

    HostPort remote() {
        return new HostPort(socket.getInetAddress().getHostAddress(), socket.getPort());
    }

    /** Says Goodbye, as a visitor who has seen what it came for. */
    void farewell() throws IOException {
        send(Message.Goodbye.saying(GoodbyeReason.SHUTTING_DOWN, "checked"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
