package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.Optional;
import network.ian.p2p.port.Surroundings;

/** Keeps the outbound slots filled, tests addresses, and changes a peer from time to time. Owned by the protocol's thread. */
final class Dialer {

    private static final long FEELER_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long CHALLENGE_NANOS = Duration.ofSeconds(750).toNanos();
    private static final long EARLY_NANOS = Duration.ofSeconds(23).toNanos();
    private static final long MIXING_NANOS = Duration.ofSeconds(8).toNanos();
    private static final int EARLY_SLOTS = 2;
    private static final int ENOUGH_TO_CHOOSE_FROM = 64;
    private static final int FEW = 2;

    private final DiscoveryConfig config;
    private final Surroundings around;
    private final Slots slots;
    private final Dials dials;
    private final Candidates candidates;
    private final Outcomes outcomes;
    private final Preferred preferred;
    private boolean fewAtStart;
    private boolean met;
    private long metNanos;
    private int mixing;
    private long nextFeelerNanos;
    private long nextChallengeNanos;

    Dialer(
            DiscoveryConfig config,
            Surroundings around,
            Slots slots,
            Dials dials,
            Candidates candidates,
            Outcomes outcomes,
            Preferred preferred) {
        this.config = config;
        this.around = around;
        this.slots = slots;
        this.dials = dials;
        this.candidates = candidates;
        this.outcomes = outcomes;
        this.preferred = preferred;
    }

    void start() {
        fewAtStart = config.exchange()
                && preferred.anchors().endpoints().isEmpty()
                && candidates.count() < ENOUGH_TO_CHOOSE_FROM;
        mixing = fewAtStart ? EARLY_SLOTS : 0;
        nextFeelerNanos = around.ticker().nanos() + spread(FEELER_NANOS);
        nextChallengeNanos = around.ticker().nanos() + spread(mixing > 0 ? MIXING_NANOS : CHALLENGE_NANOS);
    }

    /** A peer is up; says whether it is the first. */
    boolean met() {
        if (met) {
            return false;
        }
        met = true;
        metNanos = around.ticker().nanos();
        return true;
    }

    /** Dials what there is to dial now. */
    void work() {
        dials.overdue().forEach(this::failed);
        dialPinned();
        while (missing() > 0 && dials.hasRoom()) {
            Optional<Endpoint> next = next();
            if (next.isEmpty()) {
                return;
            }
            dial(next.get(), Role.OUTBOUND);
        }
        if (config.exchange() && missing() == 0 && !early()) {
            explore();
        }
    }

    /** Outbound slots to fill now for which neither a connection nor a dial is there. */
    int missing() {
        return wanted() - held();
    }

    private int held() {
        return slots.count(Role.OUTBOUND) + dials.count(Role.OUTBOUND);
    }

    private int wanted() {
        return early() ? Math.min(EARLY_SLOTS, config.outboundSlots()) : config.outboundSlots();
    }

    /**
     * Whether the node has only just begun to learn addresses. It then holds most slots back: filled at once they would all
     * go to whoever came first, and those would be everybody's peers.
     */
    boolean early() {
        return fewAtStart && (!met || around.ticker().nanos() - metNanos < EARLY_NANOS);
    }

    /** Whether an operator named the address. */
    boolean isFixed(Endpoint endpoint) {
        return preferred.isFixed(endpoint);
    }

    private void dialPinned() {
        for (Endpoint endpoint : preferred.pins().missing(slots)) {
            if (dials.hasRoomForPinned() && candidates.mayTry(endpoint)) {
                dial(endpoint, Role.PINNED);
            }
        }
    }

    private Optional<Endpoint> next() {
        if (!config.exchange()) {
            return candidates.oneOf(preferred.seeds().endpoints());
        }
        for (Optional<Endpoint> anchor = preferred.anchors().next();
                anchor.isPresent();
                anchor = preferred.anchors().next()) {
            if (candidates.fits(anchor.get())) {
                return anchor;
            }
        }
        int held = held();
        Optional<Endpoint> seed = held < Math.min(FEW, config.outboundSlots())
                ? candidates.oneOf(preferred.seeds().endpoints())
                : Optional.empty();
        return seed.or(candidates::any).or(() -> lastResort(held));
    }

    /** A seed again, by a node that knows nobody else to dial and is short of peers. */
    private Optional<Endpoint> lastResort(int held) {
        return held * 2 < config.outboundSlots()
                ? candidates.oneOf(preferred.seeds().endpoints())
                : Optional.empty();
    }

    private void explore() {
        long now = around.ticker().nanos();
        if (now - nextFeelerNanos >= 0 && dials.hasRoom()) {
            nextFeelerNanos = now + spread(FEELER_NANOS);
            candidates.untested().ifPresent(endpoint -> dial(endpoint, Role.FEELER));
        }
        if (now - nextChallengeNanos >= 0 && dials.hasRoom()) {
            nextChallengeNanos = now + spread(mixing > 1 ? MIXING_NANOS : CHALLENGE_NANOS);
            mixing = Math.max(0, mixing - 1);
            candidates.any().ifPresent(endpoint -> dial(endpoint, Role.CHALLENGER));
        }
    }

    private void dial(Endpoint endpoint, Role role) {
        dials.begin(endpoint, role);
        around.dialing().dial(endpoint.hostPort(), why -> failed(endpoint));
    }

    private void failed(Endpoint endpoint) {
        if (dials.end(endpoint).isPresent()) {
            outcomes.unreachable(endpoint, isFixed(endpoint));
        }
    }

    /** {@code nanos} times 0.8 to 1.2, so that nodes which start together do not act together. */
    private long spread(long nanos) {
        return nanos - nanos / 5 + around.random().nextLong(nanos / 5 * 2);
    }
}
