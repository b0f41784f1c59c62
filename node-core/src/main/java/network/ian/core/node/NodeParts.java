package network.ian.core.node;

import network.ian.core.event.GoalEvents;
import network.ian.core.runtime.WorkerPool;

/** What a node's goals share. */
record NodeParts(GoalEvents events, WorkerPool workers, Quota quota) {}
