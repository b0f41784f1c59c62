package network.ian.p2p.sync;

import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.Entrance;
import network.ian.p2p.intake.Offer;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.score.Fault;
import network.ian.p2p.sync.Want.State;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;

/** Takes what partners answer to one goal's fetches to the intake, and notes what becomes of the wanted ids. */
final class FetchAnswers {

    private static final long POSTPONED_NANOS = 15_000_000_000L;
    private static final int POSTPONED_TIMES = 5;

    private final Shared shared;
    private final GoalSet goal;
    private final Partners partners;
    private final WantedTable wanted;
    private final PendingHeaders headers;

    FetchAnswers(Shared shared, GoalSet goal, Partners partners, WantedTable wanted, PendingHeaders headers) {
        this.shared = shared;
        this.goal = goal;
        this.partners = partners;
        this.wanted = wanted;
        this.headers = headers;
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
        boolean withheld = false;
        for (FetchedItem item : answer.items()) {
            Want want = request.name(item.id(), shared.now());
            if (want == null) {
                shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
                return;
            }
            shared.downloads().answered(1);
            if (item instanceof FetchedItem.Missing) {
                missing++;
                withheld |= want.advertisedBy(from) && withholds(from, item.id());
            }
            if (!took(from, want, item)) {
                return;
            }
        }
        if (answer.last()) {
            finish(from, answer.request(), request);
        }
        supply.helper(missing * 2 <= answer.items().size());
        if (withheld) {
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
            shared.withholders().supplied(from.peer().id(), item.id());
            offer(from, want, whole);
            return true;
        }
        boolean forged = item instanceof FetchedItem.HeaderOnly headerOnly && !headed(headerOnly);
        if (item instanceof FetchedItem.HeaderOnly headerOnly && !forged) {
            headers.add(headerOnly, from.peer().id(), shared.now());
        }
        want.failed(from);
        wanted.again(want);
        if (forged) {
            shared.withholders().withheld(from.peer().id(), item.id(), shared.now());
            shared.scores().fault(from.peer(), Fault.INVALID_CONTRIBUTION);
        }
        return !forged;
    }

    private boolean withholds(Partner from, Hash id) {
        return shared.withholders().withheld(from.peer().id(), id, shared.now());
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
            wanted.again(want);
        });
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
}
