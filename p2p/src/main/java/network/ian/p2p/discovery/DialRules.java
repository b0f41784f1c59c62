package network.ian.p2p.discovery;

import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.score.Scoreboard;

/** Which addresses may be dialled now. Owned by the protocol's thread. */
final class DialRules {

    private static final Hash NOBODY = Hash.wrap(new byte[Hash.SIZE]);

    private final Self self;
    private final Scoreboard scores;
    private final AddressBook book;
    private final Slots slots;
    private final SlotRules rules;
    private final DialHistory history;
    private final Dials dials;

    DialRules(
            Self self,
            Scoreboard scores,
            AddressBook book,
            Slots slots,
            SlotRules rules,
            DialHistory history,
            Dials dials) {
        this.self = self;
        this.scores = scores;
        this.book = book;
        this.slots = slots;
        this.rules = rules;
        this.history = history;
        this.dials = dials;
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
}
