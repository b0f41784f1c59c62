package network.ian.p2p.score;

import java.util.Locale;

/** What a peer can do wrong; also the metric label {@code reason} of {@code ian_invalid_messages_total}. */
public enum Fault {
    /** Provable: a contribution whose signature does not verify. */
    BAD_SIGNATURE(true),
    /** Provable: a contribution that breaks the format or the goal's rules, which no honest node passes on. */
    INVALID_CONTRIBUTION(true),
    /** Provable: a frame that breaks the format. */
    MALFORMED_FRAME(true),
    /** Provable: a well-formed frame that the state of the exchange does not allow. */
    PROTOCOL_VIOLATION(true),
    /**
     * Provable: a signed statement that is not by whom it names, a chain that does not verify, or ids of a whole prefix that do
     * not have the root that they were asked for by.
     */
    FORGED_CLAIM(true),
    /** Weak: advertised what it did not supply, or supplied a part of a prefix that does not continue what is frozen here. */
    NOT_SUPPLIED(false),
    /** Weak: more messages or bytes than its budget. */
    RATE_LIMIT(false),
    /** Weak: a reconciliation that did not come to an end. */
    FAILED_SYNC(false);

    private final boolean provable;

    Fault(boolean provable) {
        this.provable = provable;
    }

    /** Whether the fault alone proves intent or a broken program: only such faults cost enough to ban. */
    public boolean provable() {
        return provable;
    }

    /** The metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
