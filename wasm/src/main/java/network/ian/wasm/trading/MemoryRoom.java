package network.ian.wasm.trading;

import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.goal.GoalSpec;

/** Whether the memories of all agents that run at a time fit what a node gives them. */
final class MemoryRoom {

    private static final long PAGE_BYTES = 65_536;

    /** A memory that grows is copied: for a moment there are two. */
    private static final int COPIES = 2;

    private MemoryRoom() {}

    /** @throws MalformedException saying what the goal needs and what there is */
    static void require(GoalSpec spec, EvaluationSettings settings) {
        int pages = spec.limits().memoryPages();
        long needed = pages * PAGE_BYTES * COPIES * settings.agentsAtOnce();
        if (needed > settings.wasmMemoryBytes()) {
            throw new MalformedException(
                    "limits.memory_pages",
                    pages + " pages need " + needed + " bytes for " + settings.agentsAtOnce()
                            + " agents at a time (evaluation.wasm_threads and one curve), this node gives them "
                            + settings.wasmMemoryBytes() + " (evaluation.wasm_memory_bytes)");
        }
    }
}
