package network.ian.p2p.directory;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.BannedPeer;
import network.ian.core.view.CertificateControl;
import network.ian.core.view.ClockSkew;
import network.ian.core.view.PeerControl;
import network.ian.core.view.PeerDirectory;
import network.ian.core.view.PeerSummary;
import network.ian.core.view.SyncState;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.transport.PeerNetwork;
import network.ian.p2p.transport.PeerSnapshot;

/** A network as the API sees it. Thread-safe. */
public final class NetworkDirectory implements PeerDirectory, PeerControl {

    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final PeerNetwork network;
    private final boolean expectsPeers;
    private final MonotonicClock ticker;
    private final long startedNanos;

    /** @param expectsPeers whether the node has seeds: it then is not ready before it has compared its logs, or is alone */
    public NetworkDirectory(PeerNetwork network, boolean expectsPeers, MonotonicClock ticker) {
        this.network = network;
        this.expectsPeers = expectsPeers;
        this.ticker = ticker;
        this.startedNanos = ticker.nanos();
    }

    @Override
    public List<PeerSummary> connected() {
        return network.snapshot().connected().stream()
                .sorted(Comparator.comparingLong(PeerSummary::connectedSinceMs))
                .toList();
    }

    @Override
    public int connectedCount() {
        return network.snapshot().connected().size();
    }

    @Override
    public List<BannedPeer> banned() {
        return network.snapshot().banned();
    }

    @Override
    public List<HostPort> pinned() {
        return network.snapshot().discovery().pinned();
    }

    @Override
    public int knownAddresses() {
        return network.snapshot().discovery().newAddresses()
                + network.snapshot().discovery().triedAddresses();
    }

    @Override
    public Optional<HostPort> advertised() {
        return network.advertised();
    }

    @Override
    public Optional<Integer> port() {
        return Optional.of(network.port());
    }

    @Override
    public ClockSkew clockSkew() {
        return network.snapshot().clock();
    }

    /** Ready once compared with the peers, or after 60 s unless one that takes part in a goal credibly holds more. */
    @Override
    public Optional<String> unreadyBecause() {
        boolean waited = ticker.nanos() - startedNanos > ALONE_NANOS;
        PeerSnapshot now = network.snapshot();
        if (!expectsPeers || now.compared()) {
            return Optional.empty();
        }
        if (now.sync().values().stream().allMatch(SyncState.ALONE::equals)) {
            return waited
                    ? Optional.empty()
                    : Optional.of("no peer with a goal of this node reached yet; ready without one after 60 s");
        }
        // Peers without a goal in common, or that never answer, must not keep a node from serving for ever.
        return waited && !syncing()
                ? Optional.empty()
                : Optional.of("the logs have not been compared with those of a peer yet");
    }

    private boolean syncing() {
        return network.snapshot().sync().values().stream()
                .anyMatch(state -> state.consensus() == SyncState.Consensus.SYNCING);
    }

    @Override
    public SyncState sync(String goalId) {
        return network.snapshot().sync().getOrDefault(goalId, SyncState.ALONE);
    }

    /** How full each bounded table of the protocol is, by name. */
    public Map<String, Long> tables() {
        return network.snapshot().tables();
    }

    /** Whether more peers were to be disconnected for weak evidence than the guard lets go within a minute. */
    public boolean alarmed() {
        return network.snapshot().alarmed();
    }

    @Override
    public CertificateControl certificates() {
        return network.certificate();
    }

    @Override
    public PeerControl control() {
        return this;
    }

    @Override
    public CompletableFuture<Boolean> add(HostPort address) {
        return network.ask(protocol -> {
            boolean before = protocol.discovery().pinned().contains(address);
            if (!protocol.pin(address)) {
                throw new IllegalStateException("64 addresses are kept already: remove one first");
            }
            return !before;
        });
    }

    @Override
    public CompletableFuture<Boolean> remove(HostPort address) {
        return network.ask(protocol -> protocol.unpin(address));
    }

    @Override
    public CompletableFuture<Boolean> ban(String nodeId, Duration duration) {
        Hash id = Hash.fromHex("node_id", nodeId);
        return network.ask(protocol -> {
            protocol.scores().ban(id, duration);
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> unban(String nodeId) {
        Hash id = Hash.fromHex("node_id", nodeId);
        return network.ask(protocol -> unban(protocol, id));
    }

    private static boolean unban(PeerProtocol protocol, Hash id) {
        boolean banned = protocol.scores().banned(id);
        protocol.scores().unban(id);
        return banned;
    }
}
