package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.Optional;
import network.ian.p2p.port.Surroundings;

/** Keeps the outbound slots filled, tests addresses, and changes a peer from time to time. Owned by the protocol's thread. */
final class Dialer {

    private static final long FEELER_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long CHALLENGE_NANOS = Duration.ofSeconds(750).toNanos();
    private static final int FEW = 2;

    private final DiscoveryConfig config;
    private final Surroundings around;
    private final Slots slots;
    private final Dials dials;
    private final Candidates candidates;
    private final Outcomes outcomes;
    private final NamedHosts seeds;
    private final Pins pins;
    private final Anchors anchors;
    private long nextFeelerNanos;
    private long nextChallengeNanos;

    Dialer(
            DiscoveryConfig config,
            Surroundings around,
            Slots slots,
            Dials dials,
            Candidates candidates,
            Outcomes outcomes,
            NamedHosts seeds,
            Pins pins,
            Anchors anchors) {
        this.config = config;
        this.around = around;
        this.slots = slots;
        this.dials = dials;
        this.candidates = candidates;
        this.outcomes = outcomes;
        this.seeds = seeds;
        this.pins = pins;
        this.anchors = anchors;
        this.nextFeelerNanos = around.ticker().nanos() + spread(FEELER_NANOS);
        this.nextChallengeNanos = around.ticker().nanos() + spread(CHALLENGE_NANOS);
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
        if (missing() == 0) {
            explore();
        }
    }

    /** Outbound slots that neither a connection nor a dial is for. */
    int missing() {
        return config.outboundSlots() - slots.count(Role.OUTBOUND) - dials.count(Role.OUTBOUND);
    }

    /** Whether an operator named the address. */
    boolean isFixed(Endpoint endpoint) {
        return seeds.endpoints().contains(endpoint) || pins.covers(endpoint);
    }

    private void dialPinned() {
        for (Endpoint endpoint : pins.missing(slots)) {
            if (dials.hasRoomForPinned() && candidates.mayTry(endpoint)) {
                dial(endpoint, Role.PINNED);
            }
        }
    }

    private Optional<Endpoint> next() {
        for (Optional<Endpoint> anchor = anchors.next(); anchor.isPresent(); anchor = anchors.next()) {
            if (candidates.fits(anchor.get())) {
                return anchor;
            }
        }
        int held = config.outboundSlots() - missing();
        Optional<Endpoint> seed =
                held < Math.min(FEW, config.outboundSlots()) ? candidates.oneOf(seeds.endpoints()) : Optional.empty();
        return seed.or(candidates::any).or(() -> lastResort(held));
    }

    /** A seed again, by a node that knows nobody else to dial and is short of peers. */
    private Optional<Endpoint> lastResort(int held) {
        return held * 2 < config.outboundSlots() ? candidates.oneOf(seeds.endpoints()) : Optional.empty();
    }

    private void explore() {
        long now = around.ticker().nanos();
        if (now - nextFeelerNanos >= 0 && dials.hasRoom()) {
            nextFeelerNanos = now + spread(FEELER_NANOS);
            candidates.untested().ifPresent(endpoint -> dial(endpoint, Role.FEELER));
        }
        if (now - nextChallengeNanos >= 0 && dials.hasRoom()) {
            nextChallengeNanos = now + spread(CHALLENGE_NANOS);
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
