package network.ian.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.ian.core.config.HostPort;
import network.ian.core.view.BannedPeer;
import network.ian.core.view.CertificateControl;
import network.ian.core.view.ClockSkew;
import network.ian.core.view.PeerControl;
import network.ian.core.view.PeerDirectory;
import network.ian.core.view.PeerSummary;
import network.ian.core.view.SyncState;
import network.ian.core.view.SyncState.Consensus;

/** A network as a test wants it, which takes note of the orders it gets. */
final class FakePeers implements PeerDirectory, PeerControl {

    static final String ID = "ab".repeat(32);

    final List<String> orders = new ArrayList<>();
    boolean changes = true;
    Optional<String> unready = Optional.empty();
    ClockSkew clock = new ClockSkew(1, -1500);
    CertificateControl certificates = CertificateControl.NONE;

    @Override
    public List<PeerSummary> connected() {
        return List.of(new PeerSummary(
                ID,
                "192.0.2.7:9000",
                true,
                "ian/0.1.0",
                151.5,
                true,
                false,
                OptionalDouble.empty(),
                17,
                OptionalLong.of(-1500),
                Map.of("G", 4L)));
    }

    @Override
    public List<BannedPeer> banned() {
        return List.of(new BannedPeer("cd".repeat(32), 0, 99));
    }

    @Override
    public List<HostPort> pinned() {
        return List.of(new HostPort("2001:db8::1", 9000));
    }

    @Override
    public int knownAddresses() {
        return 12;
    }

    @Override
    public Optional<HostPort> advertised() {
        return Optional.of(new HostPort("node.example", 9000));
    }

    @Override
    public Optional<Integer> port() {
        return Optional.of(9000);
    }

    @Override
    public ClockSkew clockSkew() {
        return clock;
    }

    @Override
    public Optional<String> unreadyBecause() {
        return unready;
    }

    @Override
    public SyncState sync(String goalId) {
        return new SyncState(Consensus.SYNCING, 5);
    }

    @Override
    public CertificateControl certificates() {
        return certificates;
    }

    @Override
    public PeerControl control() {
        return this;
    }

    @Override
    public CompletableFuture<Boolean> add(HostPort address) {
        return took("add " + address);
    }

    @Override
    public CompletableFuture<Boolean> remove(HostPort address) {
        return took("remove " + address);
    }

    @Override
    public CompletableFuture<Boolean> ban(String nodeId, Duration duration) {
        return took("ban " + nodeId + " " + duration);
    }

    @Override
    public CompletableFuture<Boolean> unban(String nodeId) {
        return took("unban " + nodeId);
    }

    private CompletableFuture<Boolean> took(String order) {
        orders.add(order);
        return CompletableFuture.completedFuture(changes);
    }
}
