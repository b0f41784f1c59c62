package network.ian.p2p.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.score.Scoreboard;

/** Chooses whom to dial. Owned by the protocol's thread. */
final class Candidates {

    private static final int DRAWS = 32;
    private static final int GROUPS = 12;
    private static final Hash NOBODY = Hash.wrap(new byte[Hash.SIZE]);

    private final Self self;
    private final RandomGenerator random;
    private final Scoreboard scores;
    private final AddressBook book;
    private final Slots slots;
    private final SlotRules rules;
    private final DialHistory history;
    private final Dials dials;

    Candidates(
            Self self,
            RandomGenerator random,
            Scoreboard scores,
            AddressBook book,
            Slots slots,
            SlotRules rules,
            DialHistory history,
            Dials dials) {
        this.self = self;
        this.random = random;
        this.scores = scores;
        this.book = book;
        this.slots = slots;
        this.rules = rules;
        this.history = history;
        this.dials = dials;
    }

    /**
     * Draws tried and new addresses with even odds, and of what it drew takes an address group at random, one that no outbound
     * peer is in if there is such: a group weighs no more for telling of many addresses.
     */
    Optional<Endpoint> any() {
        Map<NetGroup, Endpoint> drawn = new LinkedHashMap<>();
        Endpoint second = null;
        for (int i = 0; i < DRAWS && drawn.size() < GROUPS; i++) {
            Known known = book.draw(random.nextBoolean());
            if (known != null && fits(known)) {
                NetGroup group = NetGroup.of(known.endpoint());
                second = known.endpoint();
                if (!slots.outboundIn(group)) {
                    drawn.putIfAbsent(group, second);
                }
            }
        }
        List<Endpoint> choice = List.copyOf(drawn.values());
        return choice.isEmpty() ? Optional.ofNullable(second) : Optional.of(choice.get(random.nextInt(choice.size())));
    }

    /** A new address, to test. */
    Optional<Endpoint> untested() {
        for (int i = 0; i < DRAWS; i++) {
            Known known = book.drawNew();
            if (known != null && fits(known)) {
                return Optional.of(known.endpoint());
            }
        }
        return Optional.empty();
    }

    /** One of {@code endpoints} that fits, at random. */
    Optional<Endpoint> oneOf(List<Endpoint> endpoints) {
        List<Endpoint> fitting = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            if (fits(endpoint)) {
                fitting.add(endpoint);
            }
        }
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(random.nextInt(fitting.size())));
    }

    /** Whether an address may be dialled for an outbound slot. */
    boolean fits(Endpoint endpoint) {
        IpPrefix prefix = endpoint.prefix();
        return mayTry(endpoint) && !rules.crowdsOutbound(prefix) && dials.allows(prefix);
    }

    /** Whether an address may be dialled at all. */
    boolean mayTry(Endpoint endpoint) {
        Optional<Hash> id = book.at(endpoint).flatMap(Known::id);
        return history.due(endpoint)
                && !dials.contains(endpoint)
                && !self.isAt(endpoint)
                && !slots.reaches(endpoint)
                && id.filter(slots::connects).isEmpty()
                && scores.refuses(id.orElse(NOBODY), endpoint.address()).isEmpty();
    }

    private boolean fits(Known known) {
        return fits(known.endpoint());
    }
}
