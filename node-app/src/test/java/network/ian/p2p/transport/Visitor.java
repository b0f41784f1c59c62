package network.ian.p2p.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import network.ian.core.identity.NodeIdentity;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.wire.Message;

/** A peer with an identity of its own that says to a node on this machine whatever a test has it say. Not thread-safe. */
public final class Visitor implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final ProbeLink link;

    private Visitor(ProbeLink link) {
        this.link = link;
    }

    /** Proves who it is; nothing is said yet. */
    public static Visitor connect(int port, NodeIdentity identity) throws IOException, GeneralSecurityException {
        return connect(port, identity, InetAddress.getLoopbackAddress());
    }

    /** The same from another address of this machine. */
    public static Visitor connect(int port, NodeIdentity identity, InetAddress from)
            throws IOException, GeneralSecurityException {
        SecureRandom entropy = new SecureRandom();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
        Visitor visitor = new Visitor(ProbeLink.over(socket, identity, Clock.systemUTC(), entropy, PATIENCE_MILLIS));
        visitor.link.handshake();
        return visitor;
    }

    /** Takes the node's Hello, answers with one of the same goals; empty if the node said Goodbye instead, which {@code next} gave. */
    public Message greet() throws IOException {
        Message first = link.next();
        if (first instanceof Message.Hello hello) {
            link.send(new Message.Hello(
                    ProtocolConfig.VERSION,
                    hello.networkId(),
                    "visitor",
                    System.currentTimeMillis(),
                    Optional.empty(),
                    List.copyOf(hello.heads())));
        }
        return first;
    }

    public void send(Message message) throws IOException {
        link.send(message);
    }

    public Message next() throws IOException {
        return link.next();
    }

    /** Answers pings and reads on until the node says Goodbye. */
    public Message.Goodbye untilGoodbye() throws IOException {
        while (true) {
            Message message = link.next();
            if (message instanceof Message.Goodbye goodbye) {
                return goodbye;
            }
            if (message instanceof Message.Ping ping) {
                answer(ping);
            }
        }
    }

    /** A node that has closed the connection takes no answer; what it said before is still to be read. */
    private void answer(Message.Ping ping) throws IOException {
        try {
            link.send(new Message.Pong(ping.nonce()));
        } catch (SocketException gone) {
            // The Goodbye comes next.
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
