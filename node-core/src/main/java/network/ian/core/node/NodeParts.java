package network.ian.core.node;

import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.event.GoalEvents;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WorkerPool;

/**
 * What a node's goals share.
 *
 * @param lanes verify and evaluate
 * @param merging computes deep merges, one at a time
 */
record NodeParts(
        GoalEvents events,
        EvaluationLanes lanes,
        WorkerPool merging,
        Quota quota,
        SignatureVerifier signatures,
        MonotonicClock ticker) {}
