package network.ian.p2p.transport;

import static network.ian.p2p.transport.RunningNode.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.score.Fault;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.MessageType;
import network.ian.p2p.wire.WireEntry;
import network.ian.p2p.wire.WireFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what becomes of those who misbehave. */
@ExtendWith(LeakWatch.class)
class DoorTest {

    private static final X509Certificate[] NONE = {};

    @TempDir
    private Path data;

    private RunningNode node;

    @BeforeEach
    void open() throws IOException {
        node = new RunningNode(data.resolve("node"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void opensForASelfSignedEd25519KeyWhateverItsDatesSay() throws Exception {
        KeyPair pair = Certificates.ed25519();
        X509Certificate longGone = Certificates.signed(pair, pair, Instant.parse("1999-01-01T00:00:00Z"));
        try (Stranger stranger = Stranger.connect(
                node.network.port(), pair, new X509Certificate[] {longGone}, "TLSv1.3", PeerTls.PROTOCOL)) {
            assertThat(stranger.next(Message.Hello.class).networkId()).isEqualTo("ian-test");
        }
    }

    @Test
    void staysShutForWhoeverShowsNoneOrAnotherCertificate() throws Exception {
        KeyPair pair = Certificates.ed25519();
        KeyPair other = Certificates.ed25519();
        KeyPair rsa = Certificates.rsa();
        X509Certificate own = Certificates.selfSigned(pair);
        X509Certificate lent = Certificates.signed(pair, other, Instant.parse("2026-01-01T00:00:00Z"));
        refused(pair, NONE, "TLSv1.3", PeerTls.PROTOCOL);
        refused(rsa, new X509Certificate[] {Certificates.selfSigned(rsa)}, "TLSv1.3", PeerTls.PROTOCOL);
        refused(pair, new X509Certificate[] {lent}, "TLSv1.3", PeerTls.PROTOCOL);
        refused(pair, new X509Certificate[] {own, Certificates.selfSigned(other)}, "TLSv1.3", PeerTls.PROTOCOL);
        refused(pair, new X509Certificate[] {own}, "TLSv1.3", "h2");
        refused(pair, new X509Certificate[] {own}, "TLSv1.3");
        refused(pair, new X509Certificate[] {own}, "TLSv1.2", PeerTls.PROTOCOL);
        assertThat(node.counts.connected).hasValue(0);
    }

    @Test
    void endsHandshakesThatDoNotCome() throws IOException {
        ShellLimits hasty = new ShellLimits(10_000, 300, 200, 15_000, 1 << 20, 128 << 10, 256 << 10, 40, 16);
        try (RunningNode door = new RunningNode(data.resolve("hasty"), "ian-test", "127.0.0.1", hasty)) {
            endsHandshakesThatDoNotCome(door);
        }
    }

    private static void endsHandshakesThatDoNotCome(RunningNode door) throws IOException {
        Random random = new Random(8);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.network.port());
            byte[] garbage = new byte[random.nextInt(3_000)];
            random.nextBytes(garbage);
            if (i % 2 == 0) {
                socket.getOutputStream().write(garbage);
            }
            sockets.add(socket);
        }
        for (Socket socket : sockets) {
            socket.setSoTimeout(15_000);
            assertThat(ended(socket)).isTrue();
            socket.close();
        }
        assertThat(door.counts.connected).hasValue(0);
    }

    @Test
    void httpIsNoWayIn() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.network.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ian\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(ended(socket)).isTrue();
        }
        assertThat(node.counts.connected).hasValue(0);
    }

    @Test
    void theOldestIdlersMakeRoomForANewcomer() throws IOException {
        List<Socket> idlers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            idlers.add(new Socket(InetAddress.getLoopbackAddress(), node.network.port()));
        }
        try (Stranger stranger = Stranger.welcome(node.network.port())) {
            assertThat(stranger.next(Message.Hello.class)).isNotNull();
        }
        for (Socket idler : idlers) {
            idler.close();
        }
    }

    @Test
    void aFrameOverItsLimitIsTheEndAndSaysSo() throws IOException {
        try (Stranger stranger = greeted()) {
            ByteBuffer head = ByteBuffer.allocate(5).putInt(1 << 30).put((byte) MessageType.PUSH.code());
            stranger.socket.getOutputStream().write(head.array());
            assertThat(stranger.next(Message.Goodbye.class)).isNotNull();
            assertThatThrownBy(stranger::next).isInstanceOf(IOException.class);
        }
        assertThat(node.counts.invalid).containsKeys(WireFault.FRAME_LENGTH.label(), Fault.MALFORMED_FRAME.label());
        soon().untilAsserted(() -> assertThat(node.links()).isZero());
    }

    @Test
    void aFrameBeforeHelloIsTheEnd() throws IOException {
        try (Stranger stranger = Stranger.welcome(node.network.port())) {
            stranger.send(new Message.Ping(1));
            assertThat(stranger.next(Message.Goodbye.class)).isNotNull();
        }
        assertThat(node.counts.invalid).containsKey(WireFault.UNKNOWN_TYPE.label());
    }

    @Test
    void aFrameOfAGoalThatIsNotSharedIsTheEnd() throws IOException {
        try (Stranger stranger = greeted()) {
            WireEntry entry =
                    WireEntry.of(Bytes.wrap(new byte[10]), Bytes.wrap(new byte[64]), Bytes.wrap(new byte[10]));
            stranger.send(new Message.Push(entry.id(), 0, entry));
            assertThat(stranger.next(Message.Goodbye.class).reason()).isEqualTo(GoodbyeReason.BANNED);
        }
        assertThat(node.counts.invalid).containsKey(Fault.PROTOCOL_VIOLATION.label());
    }

    @Test
    void aFaultOfTheNodesOwnCostsTheLinkAndBlamesNobody() throws IOException {
        node.counts.failsOn.set(MessageType.PRUNE);
        try (Stranger bystander = greeted();
                Stranger stranger = greeted()) {
            stranger.send(new Message.Prune(Sha256.of()));
            assertThatThrownBy(() -> stranger.next(Message.Goodbye.class)).isInstanceOf(IOException.class);
            soon().untilAsserted(() -> assertThat(node.peers()).hasSize(1));
            bystander.send(new Message.Ping(77));
            assertThat(bystander.next(Message.Pong.class).nonce()).isEqualTo(77);
        }
        assertThat(node.counts.invalid).isEmpty();
    }

    @Test
    void aKilledSocketIsNoticed() throws IOException {
        Stranger stranger = greeted();
        soon().untilAsserted(() -> assertThat(node.peers()).hasSize(1));
        stranger.socket.setSoLinger(true, 0);
        stranger.close();
        soon().untilAsserted(() -> assertThat(node.peers()).isEmpty());
        assertThat(node.counts.disconnected).containsOnlyKeys(GoodbyeReason.CLOSED);
    }

    @Test
    void whoeverTakesNothingIsDroppedBeforeItCostsAMebibyte() throws Exception {
        try (Stranger stranger = greeted()) {
            soon().untilAsserted(() -> assertThat(node.peers()).hasSize(1));
            List<Hash> ids = Collections.nCopies(1_000, Sha256.of(new byte[1]));
            Message message = new Message.Announce(ids.get(0), AnnounceKind.LAZY, ids);
            long most = 0;
            for (int i = 0; i < 5_000 && !node.peers().isEmpty(); i++) {
                most = Math.max(most, tellAll(message));
            }
            soon().untilAsserted(() -> assertThat(node.peers()).isEmpty());
            assertThat(node.counts.disconnected).containsKey(GoodbyeReason.TOO_SLOW);
            assertThat(most).isBetween(1L, 1L << 20);
            assertThat(stranger.socket.isClosed())
                    .as("it never closed by itself")
                    .isFalse();
        }
    }

    /** Sends to every peer; gives the most bytes that then wait for one. */
    private long tellAll(Message message) {
        return node.network
                .ask(protocol -> {
                    protocol.peers().forEach(peer -> node.network.links().send(peer, message));
                    return node.network.links().longestWait();
                })
                .join();
    }

    private Stranger greeted() throws IOException {
        Stranger stranger = Stranger.welcome(node.network.port());
        Message.Hello hello = stranger.next(Message.Hello.class);
        stranger.send(new Message.Hello(
                ProtocolConfig.VERSION,
                "ian-test",
                "stranger",
                1,
                Optional.empty(),
                hello.heads().subList(0, 0)));
        return stranger;
    }

    private void refused(KeyPair key, X509Certificate[] chain, String version, String... protocols)
            throws IOException, GeneralSecurityException {
        try (Stranger stranger = Stranger.connect(node.network.port(), key, chain, version, protocols)) {
            // In TLS 1.3 a client is done before the server has looked at its certificate.
            assertThatThrownBy(() -> {
                        stranger.socket.startHandshake();
                        stranger.next();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    /** Whether the node closes; what it says before does not matter. */
    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes().length < 1_000;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }
}
