package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.sync.Want.State;
import network.ian.p2p.wire.Message;

/** Fetches one goal's wanted ids from several peers at once, no faster than the intake takes entries. */
final class Fetcher {

    /** Requests smaller than this wait for others to end. */
    private static final int SMALLEST_BATCH = 32;

    private final Shared shared;
    private final GoalSet goal;
    private final Partners partners;
    private final WantedTable wanted = new WantedTable();
    private final PendingHeaders headers = new PendingHeaders();
    private final FetchAnswers answers;
    private final Silence silence;
    private boolean hungry;

    Fetcher(Shared shared, GoalSet goal, Partners partners) {
        this.shared = shared;
        this.goal = goal;
        this.partners = partners;
        this.answers = new FetchAnswers(shared, goal, partners, wanted, headers);
        this.silence = new Silence(shared, wanted);
    }

    /** Notes ids that {@code from} holds; the number of those that are new here. */
    int advertised(Partner from, List<Hash> ids, List<Partner> helpers, long delayNanos) {
        if (!from.usable()) {
            return 0;
        }
        int added = 0;
        boolean delay = delayNanos > 0 && wanted.delays() < WantedTable.CAPACITY;
        for (Hash id : ids) {
            if (worthAsking(from, id) && wanted.advertised(id, from, helpers, shared.now() + delayNanos, delay)) {
                added++;
            }
        }
        return added;
    }

    /** Notes ids that are known to exist, whoever holds them; {@code sources} in the order to ask. */
    void missing(List<Hash> ids, List<Partner> sources) {
        for (Hash id : ids) {
            wanted.missing(
                    id,
                    sources.stream().filter(source -> worthAsking(source, id)).toList());
        }
        pump();
    }

    /** Asks for as much as may be asked for now. */
    void pump() {
        hungry = false;
        boolean moved = goal.open();
        while (moved) {
            moved = false;
            for (Partner partner : partners.all()) {
                moved |= ask(partner);
            }
        }
    }

    /** Whether the last {@link #pump} stopped for want of room in the intake, or at a peer. */
    boolean hungry() {
        return hungry;
    }

    FetchAnswers answers() {
        return answers;
    }

    /** Looks for time-outs and for delays that are over. */
    void tick() {
        long now = shared.now();
        partners.all().forEach(silence::look);
        wanted.takeDue(now).forEach(want -> {
            if (shared.intake().settled(goal, want.id())) {
                wanted.remove(want);
            } else {
                wanted.retry(want);
            }
        });
        headers.expire(now);
    }

    /** The partner may no longer be asked: others take over. */
    void lost(Partner partner) {
        for (Request request : partner.supply().open().values()) {
            shared.downloads().ended(partner.peer(), request.unnamedIds());
            request.unnamed().forEach(wanted::again);
        }
        partner.supply().open().clear();
        partner.supply().queue().clear();
        wanted.sweep();
        pump();
    }

    WantedTable wanted() {
        return wanted;
    }

    PendingHeaders headers() {
        return headers;
    }

    /** Entries that are known to be lacking and that somebody may supply. */
    int backlog() {
        boolean silence =
                partners.all().stream().anyMatch(partner -> partner.supply().stalled());
        return silence ? wanted.credible() : wanted.size();
    }

    private boolean worthAsking(Partner from, Hash id) {
        return !shared.intake().settled(goal, id)
                && !headers.suppliedBy(id, from.peer().id())
                && !shared.withholders().withholds(from.peer().id(), id, shared.now());
    }

    private boolean ask(Partner partner) {
        Supply supply = partner.supply();
        if (!partner.usable() || !supply.mayAskMore() || shared.around().links().congested(partner.peer())) {
            return false;
        }
        int budget = shared.downloads().budget();
        if (budget < SMALLEST_BATCH || !shared.downloads().mayAsk(partner.peer())) {
            hungry = true;
            return false;
        }
        List<Want> batch = take(partner, Math.min(budget, supply.batch()));
        if (batch.isEmpty()) {
            return false;
        }
        int number = supply.nextRequest();
        supply.open().put(number, new Request(batch, shared.now()));
        shared.downloads().asked(partner.peer(), batch.size());
        List<Hash> ids = batch.stream().map(Want::id).toList();
        shared.around().links().send(partner.peer(), new Message.Fetch(number, goal.topic(), ids));
        return true;
    }

    private List<Want> take(Partner partner, int limit) {
        List<Want> batch = new ArrayList<>(limit);
        while (batch.size() < limit && !partner.supply().queue().isEmpty()) {
            Want want = partner.supply().queue().remove();
            if (want.state() != State.WAITING || !want.mayAsk(partner)) {
                continue;
            }
            if (shared.intake().settled(goal, want.id())) {
                wanted.remove(want);
            } else {
                want.state(State.ASKED);
                batch.add(want);
            }
        }
        return batch;
    }
}
