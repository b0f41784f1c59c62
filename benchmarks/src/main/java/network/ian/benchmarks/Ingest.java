package network.ian.benchmarks;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.ingest.Entrance;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;

/** Hands requests to a node's ingress from one thread, a bounded number in flight, and waits for the last answer. */
public final class Ingest {

    /** Less than the 1,024 that the node's worker queue takes by default, lest somebody who submits beside is refused. */
    private static final int IN_FLIGHT = 960;

    private final Node node;
    private final Goal goal;

    public Ingest(Node node) {
        this.node = node;
        this.goal = ScratchNode.goal(node);
    }

    /**
     * Submits everything; returns once every answer has come.
     *
     * @throws IllegalStateException if one of them is not "accepted"
     */
    public void all(List<ContributionRequest> requests) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicInteger refused = new AtomicInteger();
        for (ContributionRequest request : requests) {
            free.acquire();
            // Nobody needs the future: the semaphore counts the answers.
            var unused = node.ingress().submit(goal, request, Entrance.HISTORY).thenAccept(outcome -> {
                if (!outcome.accepted()) {
                    refused.incrementAndGet();
                }
                free.release();
            });
        }
        free.acquire(IN_FLIGHT);
        if (refused.get() > 0) {
            throw new IllegalStateException(refused.get() + " of " + requests.size() + " were not accepted");
        }
    }
}
