package network.ian.p2p.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import network.ian.core.identity.NodeIdentity;

/** A peer that has proved who it is and then writes octets of its own making. Not thread-safe. */
public final class RawVisitor implements AutoCloseable {

    private final SSLSocket socket;

    private RawVisitor(SSLSocket socket) {
        this.socket = socket;
    }

    /**
     * Proves who it is; nothing is said yet.
     *
     * @param from address of this machine to come from
     * @param patienceMillis longest wait for the node at any time
     */
    public static RawVisitor connect(int port, NodeIdentity identity, InetAddress from, int patienceMillis)
            throws IOException, GeneralSecurityException {
        SecureRandom entropy = new SecureRandom();
        SSLContext context = SSLContext.getInstance("TLS");
        NodeCertificate shown = new NodeCertificate(
                NodeCertificate.keyOf(identity), NodeCertificate.issue(identity, Instant.now(), entropy));
        context.init(new KeyManager[] {new PeerKey(shown)}, new TrustManager[] {new PeerTrust()}, entropy);
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        socket.setSoTimeout(patienceMillis);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setApplicationProtocols(new String[] {PeerTls.PROTOCOL});
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new RawVisitor(socket);
    }

    public void write(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /**
     * Reads until the node closes.
     *
     * @return how many octets it said
     * @throws java.net.SocketTimeoutException if it does not
     */
    public long untilClosed() throws IOException {
        return socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
