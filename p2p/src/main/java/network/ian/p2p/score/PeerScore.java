package network.ian.p2p.score;

import java.util.Map;
import network.ian.core.crypto.Hash;

/**
 * One peer's entry of {@code peer_scores.json}. Times are seconds since the epoch.
 *
 * @param score 0 to 200
 * @param bannedUntil 0 if it is not banned
 * @param extra fields that this program does not know, name to JSON text: kept as the operator wrote them
 */
public record PeerScore(
        Hash id,
        double score,
        Counts counts,
        double bannedUntil,
        double firstSeen,
        double lastSeen,
        Map<String, String> extra) {

    /** What is assumed of a peer that nothing is known of. */
    static PeerScore unknown(Hash id) {
        return new PeerScore(id, Thresholds.START, Counts.NONE, 0, 0, 0, Map.of());
    }

    PeerScore withScore(double value) {
        return new PeerScore(id, value, counts, bannedUntil, firstSeen, lastSeen, extra);
    }
}
