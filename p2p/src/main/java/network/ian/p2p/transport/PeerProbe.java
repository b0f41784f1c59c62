package network.ian.p2p.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.CertificateSummary;
import network.ian.p2p.peer.ToldTime;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;

/**
 * Visits a node once, with an identity made for the occasion: TCP, TLS, Hello, Ping, Goodbye. Needs no node of its own. What it
 * does blocks the caller.
 */
public final class PeerProbe {

    private final SecureRandom entropy;
    private final Clock clock;
    private final MonotonicClock ticker;
    private final Duration patience;

    /** @param patience longest wait for each step: TCP, then each answer */
    public PeerProbe(SecureRandom entropy, Clock clock, MonotonicClock ticker, Duration patience) {
        this.entropy = entropy;
        this.clock = clock;
        this.ticker = ticker;
        this.patience = patience;
    }

    /** What became of a visit. */
    public sealed interface Outcome {}

    /**
     * The node is there and takes part in the network asked for.
     *
     * @param nodeId lower-case hex, from the key that it proved to hold
     * @param certificate that it showed; peers do not look at its dates
     * @param remote the address that was connected to
     * @param agent its software; printable
     * @param advertised where it says that it can be reached
     * @param roundTrip from a Ping to its Pong
     * @param heads its goals
     * @param clockAheadMs by how many milliseconds this machine's clock is ahead of what the node says of its own
     */
    public record Reached(
            String nodeId,
            CertificateSummary certificate,
            HostPort remote,
            String agent,
            String networkId,
            Optional<HostPort> advertised,
            Duration roundTrip,
            List<Head> heads,
            long clockAheadMs)
            implements Outcome {}

    /**
     * It is not, or it does not let this visitor in.
     *
     * @param step {@code name}, {@code tcp}, {@code tls}, {@code hello}, {@code network}, {@code version} or {@code ping}
     * @param words one printable line
     */
    public record Failed(String step, String words) implements Outcome {}

    /**
     * Visits.
     *
     * @param networkId the network that the node is expected in; empty takes any
     */
    public Outcome visit(HostPort address, Optional<String> networkId) {
        return visit(address, networkId, new NodeIdentity(SigningKey.generate(entropy)));
    }

    /**
     * The same under an identity of one's own, which the node may know. It ends a connection that the node has with that
     * identity already.
     */
    public Outcome visit(HostPort address, Optional<String> networkId, NodeIdentity visitor) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(resolved(address.host()), address.port()), millis());
        } catch (IOException e) {
            closeQuietly(socket);
            return new Failed(e instanceof UnknownHostException ? "name" : "tcp", words(e));
        }
        return talk(socket, networkId, visitor);
    }

    private Outcome talk(Socket socket, Optional<String> networkId, NodeIdentity visitor) {
        String step = "tls";
        try (ProbeLink link = ProbeLink.over(socket, visitor, clock, entropy, millis())) {
            ProbeLink.Proved proved = link.handshake();
            step = "hello";
            Message first = link.next();
            if (first instanceof Message.Goodbye goodbye) {
                return new Failed(step, turnedAway(goodbye));
            }
            if (!(first instanceof Message.Hello hello)) {
                return new Failed(step, "its first frame is " + first.type() + " and not a Hello");
            }
            Optional<Failed> unfit = unfit(hello, networkId);
            if (unfit.isPresent()) {
                return unfit.get();
            }
            long aheadMs = ToldTime.of(hello.timeMs(), 0).aheadMs(clock.millis(), 0);
            step = "ping";
            link.send(greeting(hello.networkId()));
            return pinged(link, hello, proved, aheadMs);
        } catch (IOException | GeneralSecurityException e) {
            return new Failed(step, words(e));
        }
    }

    private Outcome pinged(ProbeLink link, Message.Hello hello, ProbeLink.Proved proved, long aheadMs)
            throws IOException {
        Message.Ping ping = new Message.Ping(entropy.nextLong());
        long sent = ticker.nanos();
        link.send(ping);
        while (true) {
            Message message = link.next();
            if (message instanceof Message.Goodbye goodbye) {
                return new Failed("ping", turnedAway(goodbye));
            }
            if (message instanceof Message.Pong pong && pong.nonce() == ping.nonce()) {
                Duration roundTrip = Duration.ofNanos(ticker.nanos() - sent);
                link.farewell();
                return new Reached(
                        Sha256.of(proved.key().view()).hex(),
                        proved.certificate(),
                        link.remote(),
                        hello.agent(),
                        hello.networkId(),
                        hello.address().map(record -> record.address()),
                        roundTrip,
                        hello.heads(),
                        aheadMs);
            }
        }
    }

    private static Optional<Failed> unfit(Message.Hello hello, Optional<String> networkId) {
        if (networkId.filter(wanted -> !wanted.equals(hello.networkId())).isPresent()) {
            return Optional.of(
                    new Failed("network", "it is in network " + hello.networkId() + ", not " + networkId.get()));
        }
        return hello.protocol() == ProtocolConfig.VERSION
                ? Optional.empty()
                : Optional.of(new Failed(
                        "version",
                        "it speaks version " + hello.protocol() + " of the protocol, not " + ProtocolConfig.VERSION));
    }

    private Message.Hello greeting(String networkId) {
        return new Message.Hello(
                ProtocolConfig.VERSION, networkId, "ian-probe", clock.millis(), Optional.empty(), List.of());
    }

    private static String turnedAway(Message.Goodbye goodbye) {
        String detail = goodbye.detail().isEmpty() ? "" : " (" + goodbye.detail() + ")";
        return "it turns this visitor away: " + goodbye.reason().label() + detail;
    }

    private static InetAddress resolved(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host)[0];
    }

    private int millis() {
        return Math.toIntExact(patience.toMillis());
    }

    private String words(Exception e) {
        if (e instanceof SocketTimeoutException) {
            return "no answer within " + patience.toSeconds() + " s";
        }
        if (e instanceof EOFException) {
            return "it closed the connection without a word";
        }
        if (e instanceof ConnectException && "Connection refused".equals(e.getMessage())) {
            return "refused: nobody listens there";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException || e instanceof UnknownHostException) {
            return Failure.words(e);
        }
        return e instanceof SSLException
                ? "not a node of this protocol, or something between: " + Failure.words(e)
                : Failure.words(e);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was never open.
        }
    }
}
