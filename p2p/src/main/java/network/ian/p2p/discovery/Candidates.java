package network.ian.p2p.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Chooses whom to dial. Owned by the protocol's thread. */
final class Candidates {

    private static final int DRAWS = 32;
    private static final int GROUPS = 12;

    private final RandomGenerator random;
    private final AddressBook book;
    private final Slots slots;
    private final DialRules rules;

    Candidates(RandomGenerator random, AddressBook book, Slots slots, DialRules rules) {
        this.random = random;
        this.book = book;
        this.slots = slots;
        this.rules = rules;
    }

    /** Addresses to choose from, reached or not. */
    int count() {
        return book.newCount() + book.triedCount();
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
        return rules.fits(endpoint);
    }

    /** Whether an address may be dialled at all. */
    boolean mayTry(Endpoint endpoint) {
        return rules.mayTry(endpoint);
    }

    private boolean fits(Known known) {
        return fits(known.endpoint());
    }
}
