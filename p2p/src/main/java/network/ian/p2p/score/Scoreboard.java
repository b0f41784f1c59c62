package network.ian.p2p.score;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.MessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores, budgets and bans of peers (formats.md, "peer_scores.json"). Owned by the protocol's thread.
 *
 * <p>A provable fault bans at once. Weak evidence takes a few points, forfeits what was earned above the start and never leads
 * to a ban: at worst it disconnects for {@link Thresholds#RETURN_TIME}, and {@link CascadeGuard} bounds how many peers at a time.
 * Connections that fail, time out or break are not reported here at all.
 */
public final class Scoreboard {

    private static final Logger LOG = LoggerFactory.getLogger(Scoreboard.class);

    private final Surroundings around;
    private final ScoreSettings settings;
    private final Map<Hash, Connected> connected = new LinkedHashMap<>();
    private final Standings standings;
    private final PrefixBans prefixes = new PrefixBans();
    private final CascadeGuard guard = new CascadeGuard();
    private final Unsaved unsaved = new Unsaved();
    private final Penalties penalties;
    private Map<String, String> extra = Map.of();

    public Scoreboard(Surroundings around, Expulsion expulsion) {
        this(around, expulsion, ScoreSettings.DEFAULT);
    }

    public Scoreboard(Surroundings around, Expulsion expulsion, ScoreSettings settings) {
        this.around = around;
        this.settings = settings;
        this.standings = new Standings(connected::containsKey, settings.capacity());
        this.penalties =
                new Penalties(around.ticker(), settings.banTime(), expulsion, connected, standings, prefixes, guard);
    }

    /** Why a node may not be connected now, by its id or its address; empty if it may. */
    public Optional<GoodbyeReason> refuses(Hash id, InetAddress address) {
        Optional<GoodbyeReason> own = penalties.refuses(id);
        return own.isPresent() || standings.pinned(id) ? own : refuses(address);
    }

    /** Why nobody at this address may be connected now; for dialling an address whose node is not known. */
    Optional<GoodbyeReason> refuses(InetAddress address) {
        return prefixes.banned(IpPrefix.of(address), nanos()) ? Optional.of(GoodbyeReason.BANNED) : Optional.empty();
    }

    public void up(Peer peer) {
        Standing standing = standing(peer.id());
        standing.at(IpPrefix.of(peer.address()));
        standing.seen(around.clock().millis());
        connected.put(peer.id(), new Connected(peer, settings.budgetFactor(), nanos()));
        unsaved.change();
        if (penalties.refuses(peer.id()).isPresent()) {
            // Banned between the connection and its Hello. Later, because the other parts are yet to be told that it is
            // up.
            around.timers().after(0, () -> penalties.expelRefused(peer.id()));
        }
    }

    public void down(Peer peer) {
        Connected link = connected.get(peer.id());
        if (link != null && link.peer() == peer) {
            connected.remove(peer.id());
            standings
                    .find(peer.id())
                    .ifPresent(standing -> standing.seen(around.clock().millis()));
            unsaved.change();
        }
    }

    /** Takes note of a fault. Closes the link, bans, or neither, as the rules say. */
    public void fault(Peer peer, Fault fault) {
        around.telemetry().invalid(fault.label());
        Standing standing = standing(peer.id());
        standing.faulted(fault, nanos());
        unsaved.change();
        if (!fault.provable()) {
            penalties.weak(peer, standing, fault);
        } else if (standings.pinned(peer.id())) {
            penalties.throttle(peer, standing, fault);
        } else {
            penalties.ban(peer, standing, fault, unsaved::changeUrgently);
        }
    }

    public void credit(Peer peer, Deed deed) {
        if (connected.containsKey(peer.id())) {
            standing(peer.id()).credit(deed, nanos());
            unsaved.change();
        }
    }

    /** Takes a message out of the peer's budget; false if it is beyond and to be dropped unread. Credits what passes. */
    public boolean allows(Peer peer, MessageType type, int bytes) {
        Connected link = connected.get(peer.id());
        if (link == null) {
            return false;
        }
        long now = nanos();
        Standing standing = standing(peer.id());
        if (link.shareStale(now)) {
            link.share(penalties.share(standing, peer, now), now);
        }
        Budget.Verdict verdict = link.take(type, bytes, now);
        if (verdict == Budget.Verdict.PASSED) {
            credit(peer, Deed.VALID_MESSAGE);
            return true;
        }
        around.telemetry().rateLimited(Scope.of(type).label());
        if (verdict == Budget.Verdict.FLOODED && standing.blameFlood(now)) {
            fault(peer, Fault.RATE_LIMIT);
        }
        return false;
    }

    /** 0 to 200. */
    public double score(Hash id) {
        return standings.find(id).map(standing -> standing.score(nanos())).orElse(Thresholds.START);
    }

    public boolean trusted(Hash id) {
        return score(id) >= Thresholds.TRUSTED && !banned(id);
    }

    public boolean banned(Hash id) {
        return standings.find(id).filter(standing -> standing.banned(nanos())).isPresent();
    }

    /** Peers banned by id now; walks over all of them. */
    public int bannedCount() {
        long now = nanos();
        int count = 0;
        for (Standing standing : standings.all()) {
            count += standing.banned(now) ? 1 : 0;
        }
        return count;
    }

    /** Peers whose scores are held, for a gauge. */
    public int size() {
        return standings.size();
    }

    /** Address prefixes from where nobody may connect now; at most 10,000. */
    public Set<IpPrefix> bannedPrefixes() {
        return Set.copyOf(prefixes.left(nanos()).keySet());
    }

    /** Address prefixes that are banned, throttled or on their way there, for a gauge. */
    public int prefixCount() {
        return prefixes.size();
    }

    /** Whether within the last minute peers were kept that weak evidence would have disconnected. */
    public boolean alarmed() {
        return guard.alarmed(nanos());
    }

    /** How often a peer was kept that weak evidence would have disconnected. */
    public long heldBack() {
        return guard.heldBack();
    }

    /** Everything that is known of peers, in the order in which they were first met. */
    public List<PeerScore> list() {
        return List.copyOf(document().peers().values());
    }

    /** Bans by order of the operator, pinned or not, for at most 100 years. */
    public void ban(Hash id, Duration duration) {
        LOG.info("Peer {} is banned for {} by the operator", id, duration);
        standing(id).ban(ScoreEdits.banNanos((double) duration.toSeconds()), nanos());
        unsaved.changeUrgently();
        penalties.expelRefused(id);
    }

    /** Lifts a ban of the id and of the prefix that it was last seen at; a score below 100 becomes 100. */
    public void unban(Hash id) {
        LOG.info("Peer {} is no longer banned, by the operator", id);
        Standing standing = standing(id);
        standing.unban(Thresholds.START, nanos());
        standing.prefix().ifPresent(prefixes::unban);
        unsaved.changeUrgently();
    }

    /** Sets a score by order of the operator, with all that follows from it: below 10 bans, from 30 on lifts a ban that came of a low one. */
    public void setScore(Hash id, double score) {
        ScoreDocument ours = document();
        PeerScore mine = standing(id).snapshot(nanos(), around.clock().millis());
        Map<Hash, PeerScore> edited = new LinkedHashMap<>(ours.peers());
        edited.put(id, mine.withScore(Thresholds.clamp(score)));
        apply(ours, new ScoreDocument(0, edited, ours.prefixes(), ours.extra()));
    }

    /** From now on nothing but an operator bans {@code id}, and no ban of a prefix concerns it. */
    public void pin(Hash id) {
        standings.pin(id);
        standings
                .find(id)
                .ifPresent(standing -> standing.score(Math.max(standing.score(nanos()), Thresholds.LOW), nanos()));
    }

    public void unpin(Hash id) {
        standings.unpin(id);
    }

    /** What the file should hold now. */
    ScoreDocument document() {
        long now = nanos();
        long nowMs = around.clock().millis();
        connected.keySet().forEach(id -> standing(id).seen(nowMs));
        Map<Hash, PeerScore> peers = new LinkedHashMap<>();
        standings.all().forEach(standing -> peers.put(standing.id(), standing.snapshot(now, nowMs)));
        Map<IpPrefix, Double> banned = new LinkedHashMap<>();
        prefixes.left(now).forEach((prefix, left) -> banned.put(prefix, Seconds.of(nowMs + left / 1_000_000)));
        return new ScoreDocument(Seconds.of(nowMs), peers, banned, extra);
    }

    /** Takes over what an operator changed between {@code base} and {@code theirs}; disconnects whom that concerns. */
    void merge(ScoreDocument base, ScoreDocument theirs) {
        ScoreDocument ours = document();
        apply(ours, ScoreMerge.merge(base, ours, theirs));
    }

    /** What of all this the file does not have yet. */
    Unsaved unsaved() {
        return unsaved;
    }

    /** Has {@code listener} told, on the protocol's thread, when something comes up that a crash must not undo. */
    public void onUrgent(Runnable listener) {
        unsaved.onUrgent(listener);
    }

    private void apply(ScoreDocument ours, ScoreDocument merged) {
        extra = merged.extra();
        List<Hash> touched =
                new ScoreEdits(standings, prefixes, nanos(), around.clock().millis()).apply(ours, merged);
        unsaved.changeUrgently();
        touched.forEach(penalties::expelRefused);
    }

    private Standing standing(Hash id) {
        return standings.obtain(id, nanos(), around.clock().millis(), true);
    }

    private long nanos() {
        return around.ticker().nanos();
    }
}
