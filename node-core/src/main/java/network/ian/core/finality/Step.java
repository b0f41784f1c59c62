package network.ian.core.finality;

import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;

/** What the fold makes of the next anchor. */
sealed interface Step {

    /** Its prefix is frozen. */
    record Frozen() implements Step {}

    /** It never counts on this chain; the next one follows the prefix before it. */
    record Ignored(AnchorStanding.State state, String detail) implements Step {}

    /**
     * It cannot be decided yet, and so none behind it.
     *
     * @param wanted a list of ids that would help
     * @param missing entries that would help
     */
    record Waiting(String detail, Optional<PrefixWanted> wanted, List<Hash> missing) implements Step {}
}
