package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.Entrance;
import network.ian.p2p.intake.Offer;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.score.Fault;
import network.ian.p2p.sync.Want.State;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.Message.FetchedItem;

/** Fetches one goal's wanted ids from several peers at once, no faster than the intake takes entries. */
final class Fetcher {

    /** Requests smaller than this wait for others to end. */
    private static final int SMALLEST_BATCH = 32;

    /** Ids that one request without an answer counts as withheld, of an overloaded peer as of a liar. */
    private static final int WITHHELD_BY_SILENCE = 16;

    private static final long POSTPONED_NANOS = 15_000_000_000L;
    private static final int POSTPONED_TIMES = 5;

    private final Shared shared;
    private final GoalSet goal;
    private final Partners partners;
    private final WantedTable wanted = new WantedTable();
    private final PendingHeaders headers = new PendingHeaders();
    private boolean hungry;

    Fetcher(Shared shared, GoalSet goal, Partners partners) {
        this.shared = shared;
        this.goal = goal;
        this.partners = partners;
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

    void entries(Partner from, Message.Entries answer) {
        Supply supply = from.supply();
        if (!supply.everAsked(answer.request())) {
            shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
            return;
        }
        Request request = supply.open().get(answer.request());
        if (request == null) {
            late(from, answer);
            return;
        }
        supply.answered(shared.now());
        int missing = 0;
        int withheld = 0;
        for (FetchedItem item : answer.items()) {
            Want want = request.name(item.id(), shared.now());
            if (want == null) {
                shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
                return;
            }
            shared.downloads().answered(1);
            if (item instanceof FetchedItem.Missing) {
                missing++;
                withheld += want.advertisedBy(from) ? 1 : 0;
            }
            if (!took(from, want, item)) {
                return;
            }
        }
        if (answer.last()) {
            finish(from, answer.request(), request);
        }
        supply.helper(missing * 2 <= answer.items().size());
        if (withheld > 0) {
            shared.scores().fault(from.peer(), Fault.NOT_SUPPLIED);
        }
    }

    /** What the intake said to an entry of this goal. */
    void offered(Hash id, Offer offer) {
        Want want = wanted.get(id);
        if (want != null && (offer == Offer.KNOWN || offer == Offer.REFUSED_BEFORE)) {
            wanted.remove(want);
        }
    }

    /** The judgement of an entry ended; gives what was wanted, or null. */
    Want judged(Supplied supplied, Result result) {
        Want want = wanted.get(supplied.entry().id());
        if (want == null) {
            return null;
        }
        switch (result) {
            case ADMITTED, REFUSED -> settle(want);
            case FORGED -> {
                partners.of(supplied.from()).ifPresent(want::failed);
                if (want.state() == State.JUDGING) {
                    wanted.retry(want);
                }
            }
            case NOT_NOW -> {
                if (want.state() == State.JUDGING) {
                    postpone(want);
                }
            }
        }
        return want;
    }

    /** Entries from {@code firstOrdinal} on came in by whatever path. */
    void grown(int firstOrdinal) {
        for (int ordinal = firstOrdinal; ordinal < goal.size() && !wanted.isEmpty(); ordinal++) {
            Want want = wanted.get(goal.source().idOf(ordinal));
            if (want != null && want.state() != State.JUDGING) {
                settle(want);
            }
        }
    }

    /** Looks for time-outs and for delays that are over. */
    void tick() {
        long now = shared.now();
        for (Partner partner : partners.all()) {
            if (partner.supply().unwilling(now)) {
                withholdsAll(partner);
            }
            List.copyOf(partner.supply().open().entrySet()).forEach(open -> {
                if (partner.supply().late(open.getValue(), now)) {
                    timedOut(partner, open.getKey(), open.getValue());
                }
            });
        }
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
            request.unnamed().forEach(this::again);
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
                && !shared.withholders().withholds(from.peer().id(), id);
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

    /** An answer to a request that was given up: what it brings may still be of use, what it lacks counts no more. */
    private void late(Partner from, Message.Entries answer) {
        for (FetchedItem item : answer.items()) {
            Want want = wanted.get(item.id());
            boolean asked = want != null && (want.state() == State.WAITING || want.state() == State.ASKED);
            if (asked && item instanceof FetchedItem.Whole && !took(from, want, item)) {
                return;
            }
        }
    }

    /** False if the partner was dropped for what it supplied. */
    private boolean took(Partner from, Want want, FetchedItem item) {
        if (item instanceof FetchedItem.Whole whole) {
            offer(from, want, whole);
            return true;
        }
        boolean forged = item instanceof FetchedItem.HeaderOnly headerOnly && !headed(headerOnly);
        if (item instanceof FetchedItem.HeaderOnly headerOnly && !forged) {
            headers.add(headerOnly, from.peer().id(), shared.now());
        } else if (want.advertisedBy(from)) {
            shared.withholders().withheld(from.peer().id(), item.id(), shared.now());
        }
        want.failed(from);
        again(want);
        if (forged) {
            shared.scores().fault(from.peer(), Fault.INVALID_CONTRIBUTION);
        }
        return !forged;
    }

    private static boolean headed(FetchedItem.HeaderOnly item) {
        return Sha256.of(item.header().view()).equals(item.id());
    }

    private void offer(Partner from, Want want, FetchedItem.Whole whole) {
        if (want.state() == State.GONE) {
            return;
        }
        if (!goal.open()) {
            postpone(want);
            return;
        }
        Supplied supplied = new Supplied(whole.entry(), from.peer(), Entrance.HISTORY, 0, shared.now());
        want.state(State.JUDGING);
        Offer offer = shared.intake().offer(goal, supplied);
        if (offer == Offer.NO_ROOM) {
            if (!shared.downloads().park(goal, supplied, this)) {
                postpone(want);
            }
        } else {
            offered(want.id(), offer);
        }
    }

    private void finish(Partner from, int number, Request request) {
        from.supply().open().remove(number);
        shared.downloads().ended(from.peer(), request.unnamedIds());
        request.unnamed().forEach(want -> {
            if (request.named() == 0) {
                want.failed(from);
            }
            again(want);
        });
    }

    private void again(Want want) {
        if (want.state() == State.ASKED) {
            wanted.retry(want);
        }
    }

    private void postpone(Want want) {
        int times = want.postpone();
        if (times > POSTPONED_TIMES) {
            wanted.remove(want);
        } else {
            wanted.delay(want, shared.now() + times * POSTPONED_NANOS);
        }
    }

    private void settle(Want want) {
        headers.remove(want.id());
        wanted.remove(want);
    }

    /** Whatever it advertised and was not asked for yet counts as withheld, which bars it if that is much. */
    private void withholdsAll(Partner partner) {
        List<Want> queued = List.copyOf(partner.supply().queue());
        partner.supply().queue().clear();
        for (Want want : queued) {
            boolean waiting = want.state() == State.WAITING && want.mayAsk(partner);
            if (waiting && want.advertisedBy(partner)) {
                shared.withholders().withheld(partner.peer().id(), want.id(), shared.now());
            }
            if (waiting) {
                want.failed(partner);
                wanted.retry(want);
            }
        }
        shared.scores().fault(partner.peer(), Fault.NOT_SUPPLIED);
    }

    private void timedOut(Partner partner, int number, Request request) {
        if (partner.supply().open().remove(number) == null) {
            return;
        }
        shared.downloads().ended(partner.peer(), request.unnamedIds());
        boolean fresh = partner.supply().timedOut(request, shared.now());
        // A peer of which nothing at all is heard is cut off, not unwilling.
        boolean unwilling = fresh && partner.heardNanos() - request.askedNanos() > 0;
        int withheld = 0;
        for (Want want : request.unnamed()) {
            if (unwilling && want.advertisedBy(partner) && withheld < WITHHELD_BY_SILENCE) {
                shared.withholders().withheld(partner.peer().id(), want.id(), shared.now());
                withheld++;
            }
            want.failed(partner);
            again(want);
        }
        if (withheld > 0) {
            shared.scores().fault(partner.peer(), Fault.NOT_SUPPLIED);
        }
    }
}
