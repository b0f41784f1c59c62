package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;

/** An id that this node lacks, and who may supply it. */
final class Want {

    static final int SOURCES = 12;

    /** Where it stands. */
    enum State {
        /** In the queues of its sources. */
        WAITING,
        /** Not asked for before a moment. */
        DELAYED,
        /** Asked for. */
        ASKED,
        /** Came in; its judgement is awaited. */
        JUDGING,
        /** No longer wanted. */
        GONE
    }

    private final Hash id;
    private final List<Partner> sources = new ArrayList<>(2);
    private int advertised;
    private int failed;
    private int postponed;
    private State state = State.WAITING;

    Want(Hash id) {
        this.id = id;
    }

    Hash id() {
        return id;
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    /** Adds a source, or learns that it advertised the id; false if it was one already or there are enough. */
    boolean source(Partner partner, boolean advertises) {
        int index = sources.indexOf(partner);
        boolean added = index < 0 && sources.size() < SOURCES;
        if (added) {
            index = sources.size();
            sources.add(partner);
        }
        if (index >= 0 && advertises) {
            advertised |= 1 << index;
        }
        return added;
    }

    boolean advertisedBy(Partner partner) {
        int index = sources.indexOf(partner);
        return index >= 0 && (advertised & 1 << index) != 0;
    }

    /** The source did not supply it and is not asked for it again. */
    void failed(Partner partner) {
        int index = sources.indexOf(partner);
        if (index >= 0) {
            failed |= 1 << index;
        }
    }

    boolean mayAsk(Partner partner) {
        int index = sources.indexOf(partner);
        return index >= 0 && mayAsk(index);
    }

    /** Sources that may still be asked. */
    List<Partner> usable() {
        List<Partner> usable = new ArrayList<>(sources.size());
        for (int index = 0; index < sources.size(); index++) {
            if (mayAsk(index)) {
                usable.add(sources.get(index));
            }
        }
        return usable;
    }

    /** Whether a source may still be asked that has not fallen silent. */
    boolean credible() {
        for (int index = 0; index < sources.size(); index++) {
            if (mayAsk(index) && !sources.get(index).supply().stalled()) {
                return true;
            }
        }
        return false;
    }

    /** Counts a delay; the number of delays so far. */
    int postpone() {
        return ++postponed;
    }

    private boolean mayAsk(int index) {
        return (failed & 1 << index) == 0 && sources.get(index).usable();
    }
}
