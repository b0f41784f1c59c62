package network.ian.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.ian.core.config.HostPort;
import network.ian.core.identity.NodeIdentity;
import network.ian.p2p.transport.PeerProbe;

/** The network that this machine is in. */
final class RealOutside implements Outside {

    private final PeerProbe probe;
    private final String networkId;
    private final Optional<NodeIdentity> own;
    private final Duration patience;

    /** @param own this node's identity; without one it visits as a stranger only */
    RealOutside(PeerProbe probe, String networkId, Optional<NodeIdentity> own, Duration patience) {
        this.probe = probe;
        this.networkId = networkId;
        this.own = own;
        this.patience = patience;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    @Override
    public Visit visit(HostPort address) {
        return visit(address, probe.visit(address, Optional.of(networkId)));
    }

    @Override
    public Visit visitAsThisNode(HostPort address) {
        return own.map(identity -> visit(address, probe.visit(address, Optional.of(networkId), identity)))
                .orElseGet(() -> visit(address));
    }

    @Override
    public Optional<String> cannotConnect(HostPort address) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
                    Math.toIntExact(patience.toMillis()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static Visit visit(HostPort address, PeerProbe.Outcome outcome) {
        if (outcome instanceof PeerProbe.Reached reached) {
            return Visit.met(
                    address, new Met(reached.nodeId(), reached.agent(), reached.networkId(), reached.clockAheadMs()));
        }
        PeerProbe.Failed failed = (PeerProbe.Failed) outcome;
        return Visit.failed(address, failed.step(), failed.words());
    }
}
