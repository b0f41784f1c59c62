package network.ian.app.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.net.ssl.SSLException;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.NodeProcess;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.SigningKey;
import network.ian.core.goal.GoalSpec;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.sample.RequestSampler;
import network.ian.p2p.transport.RawVisitor;
import network.ian.p2p.transport.Visitor;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/** Strangers at the peers' port: forgers, babblers, those who repeat themselves and those who never finish. */
final class HostilePeers {

    private static final int PATIENCE_MILLIS = 30_000;
    /** A handshake record of TLS that announces more than ever comes. */
    private static final byte[] HALF_A_HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3};

    private static final int REPEATS = 200;

    private final GoalSpec goal;
    private final RequestSampler sampler;
    private final Random random;
    private final Set<String> banned = new ConcurrentSkipListSet<>();
    private long index;

    HostilePeers(GoalSpec goal, long seed) {
        this.goal = goal;
        this.sampler = new RequestSampler(goal, ~seed);
        this.random = new Random(seed);
    }

    /** Ids of those that a node told that they are banned. */
    Set<String> banned() {
        return Set.copyOf(banned);
    }

    /** One bad signature: a ban, and the door stays shut. */
    void forge(NodeProcess node) throws Exception {
        NodeIdentity identity = stranger();
        InetAddress from = elsewhere();
        try (Visitor visitor = Visitor.connect(Cluster.peerPort(node), identity, from)) {
            assertThat(visitor.greet()).isInstanceOf(Message.Hello.class);
            visitor.send(push(entry(true)));
            assertThat(visitor.untilGoodbye().reason()).isEqualTo(GoodbyeReason.BANNED);
            banned.add(identity.nodeId());
        }
        try (Visitor again = Visitor.connect(Cluster.peerPort(node), identity, from)) {
            assertThat(again.next()).isInstanceOf(Message.Goodbye.class);
        } catch (SocketException | SSLException | EOFException e) {
            // Shut without a word.
        }
    }

    /** An entry that is good, over and over: taken once, and no harm. */
    void repeat(NodeProcess node) throws Exception {
        try (Visitor visitor = Visitor.connect(Cluster.peerPort(node), stranger(), elsewhere())) {
            assertThat(visitor.greet()).isInstanceOf(Message.Hello.class);
            Message same = push(entry(false));
            for (int i = 0; i < REPEATS; i++) {
                visitor.send(same);
            }
        } catch (SocketException | SSLException | EOFException e) {
            // The node may have had enough.
        }
    }

    /** Chance instead of a frame. */
    void babble(NodeProcess node) throws Exception {
        byte[] noise = new byte[1 + random.nextInt(20_000)];
        random.nextBytes(noise);
        noise[0] = 0;
        noise[1 % noise.length] = 0;
        cutOff(node, noise);
    }

    /** A frame that says it is 2 GiB long. */
    void exceed(NodeProcess node) throws Exception {
        cutOff(
                node,
                ByteBuffer.allocate(5).putInt(Integer.MAX_VALUE).put((byte) 1).array());
    }

    /** Nothing of TLS at all. */
    void mistake(NodeProcess node) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Cluster.peerPort(node), elsewhere(), 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ian\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            ended(socket);
        }
    }

    /** Begins TLS and says no more; the node waits no longer than it must. */
    Socket half(NodeProcess node) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Cluster.peerPort(node), elsewhere(), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(HALF_A_HELLO, 0, 1 + random.nextInt(HALF_A_HELLO.length));
        return socket;
    }

    /** Fails unless the node has cut the connection. */
    static void ended(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + PATIENCE_MILLIS + " ms", e);
        } catch (SocketException reset) {
            // Cut without a word.
        }
    }

    private void cutOff(NodeProcess node, byte[] octets) throws Exception {
        try (RawVisitor visitor =
                RawVisitor.connect(Cluster.peerPort(node), stranger(), elsewhere(), PATIENCE_MILLIS)) {
            if (random.nextBoolean()) {
                visitor.write(FrameCodec.encode(new Message.Ping(random.nextLong())));
            }
            visitor.write(octets);
            visitor.untilClosed();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + PATIENCE_MILLIS + " ms", e);
        } catch (SocketException | SSLException | EOFException e) {
            // Cut while it still wrote.
        }
    }

    /** Another network each time, and never that of the nodes: three bans throttle whoever comes from there anew. */
    private InetAddress elsewhere() throws IOException {
        return InetAddress.getByAddress(
                new byte[] {127, (byte) (1 + random.nextInt(250)), (byte) random.nextInt(256), 1});
    }

    private static NodeIdentity stranger() {
        return new NodeIdentity(SigningKey.generate(new SecureRandom()));
    }

    private Message push(WireEntry entry) {
        return new Message.Push(goal.topic(), 0, entry);
    }

    private synchronized WireEntry entry(boolean forged) {
        ContributionRequest request = sampler.signed(index++, System.currentTimeMillis());
        Bytes body = PackCodec.encode(request.pack());
        SignedHeader header =
                request.signedHeader(goal.topic(), PackCodec.hash(body)).orElseThrow();
        byte[] signature = header.signature().toArray();
        signature[7] ^= (byte) (forged ? 1 : 0);
        return WireEntry.of(header.bytes(), Bytes.wrap(signature), body);
    }
}
