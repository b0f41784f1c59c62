package network.ian.core.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import network.ian.core.contribution.Contribution;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.InFlight;
import network.ian.core.ingest.Outcome;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on the worker pool, within bounds, and hands what is admitted to the goal's writer. Every ticket is answered and
 * counted, whatever happens. Thread-safe; never blocks.
 */
final class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final MonotonicClock ticker;
    private final EvaluationLanes lanes;
    private final Telemetry telemetry;

    Decisions(MonotonicClock ticker, EvaluationLanes lanes, Telemetry telemetry) {
        this.ticker = ticker;
        this.lanes = lanes;
        this.telemetry = telemetry;
    }

    /**
     * A contribution that waits for its answer, with what is known before it is decided.
     *
     * @param unsignedHere as {@link WriterTask.Append} has it
     * @param source who sent it, as far as turns are taken by that
     */
    record Ticket(
            Goal goal,
            Hash id,
            Hash packHash,
            boolean unsignedHere,
            Entrance entrance,
            String source,
            long startedNanos) {

        Outcome undecided(String detail) {
            return Outcome.unevaluated(new Verdict.Undecided(Reason.OVERLOADED, detail), id, packHash, unsignedHere);
        }
    }

    /**
     * What a judgement came to.
     *
     * @param contribution asked for only if the outcome is accepted
     */
    record Decided(Outcome outcome, Supplier<Contribution> contribution) {}

    void received(Goal goal) {
        telemetry.received(goal.spec().goalId());
    }

    /** Runs a judgement when a worker is free. The answer never completes exceptionally. */
    CompletableFuture<Outcome> enqueue(Ticket ticket, InFlight room, int weight, Supplier<Decided> judgement) {
        Optional<String> closed = ticket.goal.closedBecause();
        if (closed.isPresent()) {
            return answered(ticket, ticket.undecided(closed.get()));
        }
        if (!room.tryEnter(weight)) {
            return answered(ticket, ticket.undecided("too many contributions at once"));
        }
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        lanes.submit(ticket.goal, ticket.source, () -> decide(ticket, judgement, answer))
                .ifPresentOrElse(
                        work -> work.exceptionally(dropped -> {
                            answer.complete(ticket.undecided("this node is stopping"));
                            return null;
                        }),
                        () -> answer.complete(ticket.undecided("all workers are busy")));
        // It never completes exceptionally, so what was entered is always left.
        return answer.thenApply(outcome -> {
            room.leave(weight);
            return told(ticket, outcome);
        });
    }

    CompletableFuture<Outcome> answered(Ticket ticket, Outcome outcome) {
        return CompletableFuture.completedFuture(told(ticket, outcome));
    }

    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong here is this node's fault and must still be answered
    private static void decide(Ticket ticket, Supplier<Decided> judgement, CompletableFuture<Outcome> answer) {
        try {
            Decided decided = judgement.get();
            Outcome outcome = decided.outcome();
            if (!outcome.accepted()) {
                answer.complete(outcome);
            } else if (!ticket.goal.append(new WriterTask.Append(
                    decided.contribution().get(), ticket.unsignedHere, ticket.entrance, outcome, answer))) {
                answer.complete(ticket.undecided("the goal's journal is behind"));
            }
        } catch (Exception | Error e) {
            LOG.atError().addKeyValue("contribution_id", ticket.id).setCause(e).log("Deciding failed: undecided here");
            answer.complete(ticket.undecided("this node failed to decide"));
        }
    }

    /** Counts what a ticket is answered. */
    Outcome told(Ticket ticket, Outcome outcome) {
        ticket.goal.count(outcome);
        telemetry.decided(ticket.goal.spec().goalId(), outcome, ticker.nanos() - ticket.startedNanos);
        return outcome;
    }
}
