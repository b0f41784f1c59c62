package network.ian.simulation.node;

import java.time.Duration;
import java.util.List;
import network.ian.p2p.discovery.KnownPeers;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.score.PeerScore;

/** What a node writes to its files: known peers, and the bans among the scores. */
record Remembered(KnownPeers peers, List<PeerScore> scores) {

    static Remembered of(PeerProtocol protocol) {
        return new Remembered(protocol.discovery().snapshot(), protocol.scores().list());
    }

    void restore(PeerProtocol protocol, double nowSeconds) {
        protocol.discovery().restore(peers);
        for (PeerScore score : scores) {
            long left = (long) (score.bannedUntil() - nowSeconds);
            if (left > 0) {
                protocol.scores().ban(score.id(), Duration.ofSeconds(left));
            }
        }
    }
}
