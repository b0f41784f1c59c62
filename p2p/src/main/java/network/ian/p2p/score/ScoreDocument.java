package network.ian.p2p.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;

/**
 * The content of {@code peer_scores.json}. Immutable. Times are seconds since the epoch.
 *
 * @param savedAt when the node wrote it; an edited file still tells by it which one was edited
 * @param prefixes banned address prefixes and until when
 * @param extra top-level fields that this program does not know, name to JSON text
 */
record ScoreDocument(
        double savedAt, Map<Hash, PeerScore> peers, Map<IpPrefix, Double> prefixes, Map<String, String> extra) {

    /** What a node begins with. */
    public static final ScoreDocument EMPTY = new ScoreDocument(0, Map.of(), Map.of(), Map.of());

    public ScoreDocument {
        peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
        prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(prefixes));
    }

    ScoreDocument savedAt(double seconds) {
        return new ScoreDocument(seconds, peers, prefixes, extra);
    }
}
