package network.ian.p2p.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a merged document into force: what differs from what memory holds is what an operator wrote. */
final class ScoreEdits {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreEdits.class);
    private static final long LONGEST_BAN_NANOS = TimeUnit.DAYS.toNanos(36_500);

    private final Standings standings;
    private final PrefixBans prefixes;
    private final long nowNanos;
    private final long nowMs;

    ScoreEdits(Standings standings, PrefixBans prefixes, long nowNanos, long nowMs) {
        this.standings = standings;
        this.prefixes = prefixes;
        this.nowNanos = nowNanos;
        this.nowMs = nowMs;
    }

    /** Nanoseconds for which a ban holds that was asked for: at most 100 years. */
    static long banNanos(double seconds) {
        return Math.min((long) (seconds * 1e9), LONGEST_BAN_NANOS);
    }

    /**
     * Takes over {@code merged}.
     *
     * @param ours what memory held when it was merged
     * @return the peers that are not as they were
     */
    List<Hash> apply(ScoreDocument ours, ScoreDocument merged) {
        List<Hash> touched = new ArrayList<>();
        ours.peers().keySet().stream()
                .filter(id -> !merged.peers().containsKey(id))
                .forEach(id -> {
                    LOG.info("Peer {} was removed from the scores", id);
                    standings.remove(id);
                    touched.add(id);
                });
        merged.peers().forEach((id, entry) -> {
            PeerScore mine = ours.peers().get(id);
            if (!entry.equals(mine)) {
                edit(mine == null ? PeerScore.unknown(id) : mine, entry);
                touched.add(id);
            }
        });
        prefixes(ours.prefixes(), merged.prefixes());
        return touched;
    }

    private void edit(PeerScore mine, PeerScore entry) {
        Standing standing = standings.obtain(entry.id(), nowNanos, nowMs, false);
        standing.adopt(entry, nowMs);
        boolean scored = entry.score() != mine.score();
        if (scored) {
            standing.score(entry.score(), nowNanos);
        }
        if (entry.bannedUntil() != mine.bannedUntil()) {
            ban(standing, entry.bannedUntil() - Seconds.of(nowMs));
        } else if (scored && mine.score() < Thresholds.LOW && entry.score() >= Thresholds.LOW) {
            // Runbook, "Peer Banned Unexpectedly": to set the score to 100 is all that it asks for.
            standing.unban(entry.score(), nowNanos);
        }
        if (standing.score(nowNanos) < Thresholds.BAN && !standing.banned(nowNanos)) {
            standing.ban(Thresholds.BAN_TIME.toNanos(), nowNanos);
        }
    }

    private void ban(Standing standing, double seconds) {
        if (seconds > 0) {
            standing.ban(banNanos(seconds), nowNanos);
        } else {
            standing.unban(Thresholds.LOW, nowNanos);
        }
    }

    private void prefixes(Map<IpPrefix, Double> mine, Map<IpPrefix, Double> merged) {
        mine.keySet().stream().filter(prefix -> !merged.containsKey(prefix)).forEach(prefixes::unban);
        merged.forEach((prefix, until) -> {
            double left = until - Seconds.of(nowMs);
            if (until.equals(mine.get(prefix))) {
                return;
            }
            if (left > 0) {
                prefixes.ban(prefix, banNanos(left), nowNanos);
            } else {
                prefixes.unban(prefix);
            }
        });
    }
}
