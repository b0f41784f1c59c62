package network.ian.p2p.score;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from faults and low scores: less budget, the end of a connection, bans. Owned by the protocol's thread. */
final class Penalties {

    private static final Logger LOG = LoggerFactory.getLogger(Penalties.class);

    /** Share of the budget that is left to whoever would be banned but may not be. */
    private static final double TRICKLE = 0.01;

    private final MonotonicClock ticker;
    private final Duration banTime;
    private final Expulsion expulsion;
    private final Map<Hash, Connected> connected;
    private final Standings standings;
    private final PrefixBans prefixes;
    private final CascadeGuard guard;

    /** @param connected a live view */
    Penalties(
            MonotonicClock ticker,
            Duration banTime,
            Expulsion expulsion,
            Map<Hash, Connected> connected,
            Standings standings,
            PrefixBans prefixes,
            CascadeGuard guard) {
        this.ticker = ticker;
        this.banTime = banTime;
        this.expulsion = expulsion;
        this.connected = connected;
        this.standings = standings;
        this.prefixes = prefixes;
        this.guard = guard;
    }

    /** Weak evidence takes points, and disconnects at worst. */
    void weak(Peer peer, Standing standing, Fault fault) {
        long now = nanos();
        boolean pinned = standings.pinned(peer.id());
        standing.weaken(Costs.of(fault), pinned ? Thresholds.LOW : Thresholds.WEAK_FLOOR, now);
        Connected link = connected.get(peer.id());
        if (link == null || standing.score(now) >= Thresholds.LOW) {
            return;
        }
        if (guard.admits(connected.size(), now)) {
            LOG.info("Peer {} is disconnected: its score is below {} ({})", peer.id(), Thresholds.LOW, fault.label());
            expulsion.expel(link.peer(), GoodbyeReason.LOW_SCORE, fault.label());
        } else if (guard.raiseAlarm(now)) {
            LOG.warn("A quarter of the peers was disconnected for weak evidence within a minute: the others are kept. "
                    + "Check this node's network and load.");
        }
    }

    /** A pinned peer is proven at fault. */
    void throttle(Peer peer, Standing standing, Fault fault) {
        LOG.warn("Peer {} is pinned and not banned, but throttled: {}", peer.id(), fault.label());
        standing.throttle(banTime.toNanos(), nanos());
        standing.score(Thresholds.LOW, nanos());
        expel(peer, GoodbyeReason.PROTOCOL_VIOLATION, fault.label());
    }

    /**
     * A peer is proven at fault.
     *
     * @param save called once the ban stands, before the connection ends
     */
    void ban(Peer peer, Standing standing, Fault fault, Runnable save) {
        long now = nanos();
        long duration = Math.max(banTime.toNanos(), standing.banLeft(now));
        LOG.info("Peer {} at {} is banned: {}", peer.id(), peer.address().getHostAddress(), fault.label());
        standing.score(Thresholds.MIN, now);
        standing.ban(duration, now);
        strike(IpPrefix.of(peer.address()), peer.id(), duration);
        save.run();
        expel(peer, GoodbyeReason.BANNED, fault.label());
    }

    /** By how much the usual budget is multiplied, 0.01 to 2. */
    double share(Standing standing, Peer peer, long now) {
        if (standing.throttled(now) || prefixes.throttles(IpPrefix.of(peer.address()), standing, now)) {
            return TRICKLE;
        }
        return Math.max(standing.score(now), Thresholds.LOW) / Thresholds.START;
    }

    /** Why a node may not be connected now, whatever its address; empty if it may. */
    Optional<GoodbyeReason> refuses(Hash id) {
        Optional<Standing> found = standings.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().banned(nanos())) {
            return Optional.of(GoodbyeReason.BANNED);
        }
        return found.get().score(nanos()) < Thresholds.LOW ? Optional.of(GoodbyeReason.LOW_SCORE) : Optional.empty();
    }

    /** Ends the connection of a node that may not be connected now. */
    void expelRefused(Hash id) {
        Connected link = connected.get(id);
        if (link != null) {
            refuses(id).ifPresent(reason -> expulsion.expel(link.peer(), reason, ""));
        }
    }

    private void strike(IpPrefix prefix, Hash id, long duration) {
        switch (prefixes.strike(prefix, id, duration, nanos())) {
            case BANNED -> LOG.warn("Three peers of {} were banned within an hour: the prefix is banned", prefix);
            case THROTTLED ->
                LOG.warn("Three peers of {} were banned within an hour: newcomers from there are throttled", prefix);
            case NONE -> {
                // Not enough yet.
            }
        }
    }

    /** Ends the connection that was told of and, where it is another one, the one that is open now. */
    private void expel(Peer peer, GoodbyeReason reason, String detail) {
        Connected link = connected.get(peer.id());
        expulsion.expel(peer, reason, detail);
        if (link != null && link.peer() != peer) {
            expulsion.expel(link.peer(), reason, detail);
        }
    }

    private long nanos() {
        return ticker.nanos();
    }
}
