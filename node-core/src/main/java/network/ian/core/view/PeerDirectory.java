package network.ian.core.view;

import java.util.List;
import java.util.Optional;
import network.ian.core.config.HostPort;

/** What a node knows of its peers, to read. Implementations are thread-safe and answer at once. */
public interface PeerDirectory {

    /** Connected peers, longest connected first. */
    List<PeerSummary> connected();

    /** How many there are. */
    default int connectedCount() {
        return connected().size();
    }

    /** Nodes that are banned now, and when that ends. */
    List<BannedPeer> banned();

    /** Addresses that an operator wants connections kept to. */
    List<HostPort> pinned();

    /** Addresses that are known and may be dialled. */
    int knownAddresses();

    /** Where peers reach this node, as it tells them; empty if it does not know or does not listen. */
    Optional<HostPort> advertised();

    /** The port that peers connect to; empty for a node without a network. */
    Optional<Integer> port();

    /** How this node's clock stands against those of the connected peers. */
    ClockSkew clockSkew();

    /** Why the node's logs may be behind those of the network; empty once it has compared them with some peer. */
    Optional<String> unreadyBecause();

    /** How a goal's log stands against those of the peers. */
    SyncState sync(String goalId);

    /** Carries an operator's orders out. */
    PeerControl control();

    /** What the node shows of itself to peers. */
    default CertificateControl certificates() {
        return CertificateControl.NONE;
    }

    /** A node without a network: nobody is there, nothing is missing. */
    PeerDirectory NONE = new PeerDirectory() {
        @Override
        public List<PeerSummary> connected() {
            return List.of();
        }

        @Override
        public List<BannedPeer> banned() {
            return List.of();
        }

        @Override
        public List<HostPort> pinned() {
            return List.of();
        }

        @Override
        public int knownAddresses() {
            return 0;
        }

        @Override
        public Optional<HostPort> advertised() {
            return Optional.empty();
        }

        @Override
        public Optional<Integer> port() {
            return Optional.empty();
        }

        @Override
        public ClockSkew clockSkew() {
            return ClockSkew.UNKNOWN;
        }

        @Override
        public Optional<String> unreadyBecause() {
            return Optional.empty();
        }

        @Override
        public SyncState sync(String goalId) {
            return SyncState.ALONE;
        }

        @Override
        public PeerControl control() {
            return PeerControl.NONE;
        }
    };
}
