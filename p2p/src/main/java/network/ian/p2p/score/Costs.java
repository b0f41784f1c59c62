package network.ian.p2p.score;

/** What weak evidence costs. Some seventy withheld contributions, or a flood of fifteen seconds, lead from 100 to below 30. */
final class Costs {

    private Costs() {}

    static double of(Fault fault) {
        return switch (fault) {
            case NOT_SUPPLIED, FAILED_SYNC -> 1;
            case RATE_LIMIT -> 5;
            case BAD_SIGNATURE, INVALID_CONTRIBUTION, MALFORMED_FRAME, PROTOCOL_VIOLATION, FORGED_CLAIM ->
                throw new IllegalArgumentException(fault + " is provable: it bans");
        };
    }
}
