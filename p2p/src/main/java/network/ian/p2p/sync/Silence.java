package network.ian.p2p.sync;

import java.util.List;
import network.ian.p2p.score.Fault;
import network.ian.p2p.sync.Want.State;

/** What it costs partners not to answer one goal's fetches; whoever is left is asked instead. */
final class Silence {

    /** Ids that one request without an answer counts as withheld, of an overloaded peer as of a liar. */
    private static final int WITHHELD_BY_SILENCE = 16;

    private final Shared shared;
    private final WantedTable wanted;

    Silence(Shared shared, WantedTable wanted) {
        this.shared = shared;
        this.wanted = wanted;
    }

    /** Ends what the partner has not answered in time. */
    void look(Partner partner) {
        long now = shared.now();
        if (partner.supply().unwilling(now)) {
            withholdsAll(partner);
        }
        List.copyOf(partner.supply().open().entrySet()).forEach(open -> {
            if (partner.supply().late(open.getValue(), now)) {
                timedOut(partner, open.getKey(), open.getValue());
            }
        });
    }

    /** Whatever it advertised and was not asked for yet counts as withheld, which bars it if that is much. */
    private void withholdsAll(Partner partner) {
        List<Want> queued = List.copyOf(partner.supply().queue());
        partner.supply().queue().clear();
        boolean blamed = queued.isEmpty();
        for (Want want : queued) {
            boolean waiting = want.state() == State.WAITING && want.mayAsk(partner);
            if (waiting && want.advertisedBy(partner)) {
                blamed |= withholds(partner, want);
            }
            if (waiting) {
                want.failed(partner);
                wanted.retry(want);
            }
        }
        if (blamed) {
            shared.scores().fault(partner.peer(), Fault.NOT_SUPPLIED);
        }
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
        boolean blamed = false;
        for (Want want : request.unnamed()) {
            if (unwilling && want.advertisedBy(partner) && withheld < WITHHELD_BY_SILENCE) {
                blamed |= withholds(partner, want);
                withheld++;
            }
            want.failed(partner);
            wanted.again(want);
        }
        if (blamed) {
            shared.scores().fault(partner.peer(), Fault.NOT_SUPPLIED);
        }
    }

    /** Whether that is new: who is asked again and again for the same is blamed once. */
    private boolean withholds(Partner partner, Want want) {
        return shared.withholders().withheld(partner.peer().id(), want.id(), shared.now());
    }
}
