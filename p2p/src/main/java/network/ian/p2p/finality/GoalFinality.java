package network.ian.p2p.finality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;

/** What one goal needs from peers to become final. */
final class GoalFinality {

    private final Members members = new Members();
    private final ChainSearch chain;
    private final PrefixSearch prefix;
    private final MissingEntries missing;

    GoalFinality(Shared shared, GoalSet goal) {
        this.chain = new ChainSearch(shared, goal.topic(), members);
        this.prefix = new PrefixSearch(shared, goal, members);
        this.missing = new MissingEntries(shared, goal);
    }

    void up(Member member) {
        members.add(member);
        chain.tell();
    }

    void down(Peer peer) {
        members.remove(peer).ifPresent(gone -> {
            prefix.down(gone);
            chain.down(gone);
        });
    }

    Members members() {
        return members;
    }

    ChainSearch chain() {
        return chain;
    }

    PrefixSearch prefix() {
        return prefix;
    }

    MissingEntries missing() {
        return missing;
    }

    void tick() {
        chain.tick();
        prefix.tick();
        missing.ask(sources());
    }

    boolean busy() {
        return chain.busy() || prefix.busy() || !missing.isEmpty();
    }

    /** Whoever brought the list holds what is in it; whoever has frozen most very likely does. */
    List<Peer> sources() {
        List<Peer> sources = new ArrayList<>();
        prefix.lastSupplier().filter(peer -> members.of(peer).isPresent()).ifPresent(sources::add);
        members.all().stream()
                .sorted(Comparator.comparingLong(Member::frozenSize).reversed())
                .map(Member::peer)
                .filter(peer -> !sources.contains(peer))
                .forEachOrdered(sources::add);
        return sources;
    }
}
