package network.ian.simulation.measure;

import java.util.BitSet;
import network.ian.simulation.event.InvariantViolation;

/** Who banned whom. */
public final class Expulsions {

    private final BitSet honest;
    private final BitSet bannedAttackers = new BitSet();
    private long honestBans;

    /** @param honest the nodes that are no attackers */
    public Expulsions(BitSet honest) {
        this.honest = honest;
    }

    /** A node says that another is banned, and closes. */
    public void banned(int by, int whom) {
        if (!honest.get(by)) {
            return;
        }
        if (!honest.get(whom)) {
            bannedAttackers.set(whom);
            return;
        }
        honestBans++;
        throw new InvariantViolation("honest node " + by + " banned honest node " + whom);
    }

    /** Times that an honest node closed on an honest one because it is banned. */
    public long honestBans() {
        return honestBans;
    }

    /** Attackers banned by at least one honest node. */
    public int attackersBanned() {
        return bannedAttackers.cardinality();
    }
}
