package network.ian.p2p.intake;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;

/**
 * The one way in for what peers supply: judges every id once at a time, remembers what was refused, retries what could not
 * be decided, and blames only what is provable. Owned by the protocol's thread.
 */
public final class Intake {

    private final Surroundings around;
    private final Scoreboard scores;
    private final List<IntakeListener> listeners = new ArrayList<>();

    public Intake(Surroundings around, Scoreboard scores) {
        this.around = around;
        this.scores = scores;
    }

    public void listen(IntakeListener listener) {
        listeners.add(listener);
    }

    /** Hands an entry in for judgement. */
    public Offer offer(GoalSet goal, Supplied supplied) {
        return around == null || scores == null ? Offer.NO_ROOM : Offer.TAKEN;
    }

    /** Whether there is nothing to gain from asking for {@code id}: admitted, being judged, or refused for good. */
    public boolean settled(GoalSet goal, Hash id) {
        return goal.contains(id);
    }

    /** Entries that may be handed in now before {@link Offer#NO_ROOM}. */
    public int room() {
        return 0;
    }
}
