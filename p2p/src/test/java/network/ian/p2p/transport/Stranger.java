package network.ian.p2p.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import network.ian.p2p.wire.Decoded;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.Message;
import org.bouncycastle.operator.OperatorCreationException;

/** A TLS client of the JDK, without any of the node's own code between it and the door. */
final class Stranger implements AutoCloseable {

    private static final int READ_MILLIS = 15_000;

    final SSLSocket socket;

    private Stranger(SSLSocket socket) {
        this.socket = socket;
    }

    /** Shows {@code chain}, which may be empty, and offers {@code protocols}, which may be empty. */
    static Stranger connect(int port, KeyPair key, X509Certificate[] chain, String version, String... protocols)
            throws IOException, GeneralSecurityException {
        return connect(port, context(key, chain), version, protocols);
    }

    private static SSLContext context(KeyPair key, X509Certificate[] chain)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (chain.length > 0) {
            store.setKeyEntry("own", key.getPrivate(), new char[0], chain);
        }
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new PeerTrust()}, new SecureRandom(new byte[] {1}));
        return context;
    }

    private static Stranger connect(int port, SSLContext context, String version, String... protocols)
            throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(READ_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        return new Stranger(socket);
    }

    /** One that is let in. */
    static Stranger welcome(int port) throws IOException {
        return welcome(port, passport());
    }

    /** The same, with what it shows made before: a key store costs more than a handshake. */
    static Stranger welcome(int port, SSLContext passport) throws IOException {
        Stranger stranger = connect(port, passport, "TLSv1.3", PeerTls.PROTOCOL);
        stranger.socket.startHandshake();
        return stranger;
    }

    static SSLContext passport() throws IOException {
        try {
            KeyPair pair = Certificates.ed25519();
            return context(pair, new X509Certificate[] {Certificates.selfSigned(pair)});
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(Message... messages) throws IOException {
        for (Message message : messages) {
            socket.getOutputStream().write(FrameCodec.encode(message));
        }
        socket.getOutputStream().flush();
    }

    /** The next message; throws when the node closes. */
    Message next() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] head = in.readNBytes(4);
        if (head.length < 4) {
            throw new EOFException("the node closed");
        }
        byte[] frame = in.readNBytes(ByteBuffer.wrap(head).getInt());
        return ((Decoded.Understood) FrameCodec.decode(frame)).message();
    }

    /** Reads until a message of {@code type} comes. */
    <T extends Message> T next(Class<T> type) throws IOException {
        Message message = next();
        while (!type.isInstance(message)) {
            message = next();
        }
        return type.cast(message);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
