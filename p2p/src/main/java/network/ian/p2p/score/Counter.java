package network.ian.p2p.score;

import java.util.Locale;

/** What is counted of a peer, in the order of {@code peer_scores.json}. */
enum Counter {
    VALID_MESSAGES(0),
    VALID_CONTRIBUTIONS(1),
    SUCCESSFUL_SYNCS(2),
    INVALID_MESSAGES(3),
    INVALID_CONTRIBUTIONS(4),
    RATE_LIMIT_VIOLATIONS(5),
    PROTOCOL_VIOLATIONS(6),
    FAILED_SYNCS(7);

    static final int COUNT = 8;

    private final int index;

    Counter(int index) {
        this.index = index;
    }

    /** Where it stands in an array of {@link #COUNT}. */
    int index() {
        return index;
    }

    /** The field's name in the file. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Counter of(Deed deed) {
        return switch (deed) {
            case VALID_MESSAGE -> VALID_MESSAGES;
            case VALID_CONTRIBUTION -> VALID_CONTRIBUTIONS;
            case SUCCESSFUL_SYNC -> SUCCESSFUL_SYNCS;
        };
    }

    static Counter of(Fault fault) {
        return switch (fault) {
            case BAD_SIGNATURE, INVALID_CONTRIBUTION -> INVALID_CONTRIBUTIONS;
            case MALFORMED_FRAME -> INVALID_MESSAGES;
            case PROTOCOL_VIOLATION, FORGED_CLAIM -> PROTOCOL_VIOLATIONS;
            case RATE_LIMIT -> RATE_LIMIT_VIOLATIONS;
            case NOT_SUPPLIED, FAILED_SYNC -> FAILED_SYNCS;
        };
    }
}
