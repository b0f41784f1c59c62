package network.ian.p2p.intake;

import java.util.Optional;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.score.Fault;

/**
 * What a verdict means for an entry and for whoever supplied it.
 *
 * @param blame what the supplier provably did wrong, if anything
 * @param again whether the same bytes may be judged differently soon
 */
record Conclusion(Result result, Optional<Fault> blame, boolean again) {

    private static final Conclusion ADMITTED = new Conclusion(Result.ADMITTED, Optional.empty(), false);
    private static final Conclusion REFUSED = new Conclusion(Result.REFUSED, Optional.empty(), false);
    private static final Conclusion NOT_NOW = new Conclusion(Result.NOT_NOW, Optional.empty(), false);
    private static final Conclusion AGAIN = new Conclusion(Result.NOT_NOW, Optional.empty(), true);

    /** {@code held}: whether the set holds the entry. */
    static Conclusion of(Verdict verdict, Entrance entrance, boolean held) {
        if (verdict instanceof Verdict.Accept) {
            return ADMITTED;
        }
        if (verdict instanceof Verdict.Undecided) {
            return AGAIN;
        }
        if (verdict instanceof Verdict.Ignore ignore) {
            return ignored(ignore.reason(), entrance, held);
        }
        return rejected(((Verdict.Reject) verdict).reason());
    }

    private static Conclusion ignored(Reason reason, Entrance entrance, boolean held) {
        if (reason == Reason.DUPLICATE && held) {
            return ADMITTED;
        }
        // History may be of any age, so stale means ahead of the clock; at the door it mostly means too old.
        return reason == Reason.STALE && entrance == Entrance.HISTORY ? AGAIN : NOT_NOW;
    }

    private static Conclusion rejected(Reason reason) {
        return switch (reason) {
            case INVALID_SIGNATURE -> forged(Fault.BAD_SIGNATURE);
            // A wrong body under a good header ends here as well, so the id itself is not condemned.
            case INVALID_STRUCTURE, INVARIANT_VIOLATION, PROOF_FAILURE -> forged(Fault.INVALID_CONTRIBUTION);
            case EVALUATION_TIMEOUT, EVALUATION_ERROR, BELOW_THRESHOLD -> REFUSED;
            case DUPLICATE, STALE, RATE_LIMITED, OVERLOADED -> NOT_NOW;
        };
    }

    private static Conclusion forged(Fault fault) {
        return new Conclusion(Result.FORGED, Optional.of(fault), false);
    }
}
