package network.ian.core.verdict;

/** Why a contribution was not accepted: the closed set of {@code rejection_type} in the API and of metric labels. */
public enum Reason {
    /** The contribution id is known on some path, or, for an unsigned POST, its (contributor_id, pack_hash). */
    DUPLICATE,
    /** Fields missing, of the wrong type, out of range, or not in canonical form. */
    INVALID_STRUCTURE,
    /** The signature does not verify, or the key is no canonical point of the prime-order subgroup. */
    INVALID_SIGNATURE,
    /** A rule of the goal is broken: kind, admission, key list, declared hash. */
    INVARIANT_VIOLATION,
    /** The proof-of-work nonce or an attached proof does not hold. */
    PROOF_FAILURE,
    /** A counted limit of the goal (steps, episodes, fuel) was passed. */
    EVALUATION_TIMEOUT,
    /** The harness could not run this pack; every node gets the same answer. */
    EVALUATION_ERROR,
    /** The metrics do not reach the goal's thresholds. */
    BELOW_THRESHOLD,
    /** The timestamp is outside the window of this node's door. */
    STALE,
    /** The sender used up its budget at this node. */
    RATE_LIMITED,
    /** This node cannot take or decide it now; nobody's fault, try again. */
    OVERLOADED
}
