package network.ian.tau.commit;

import java.time.Duration;
import java.util.List;
import network.ian.core.runtime.MonotonicClock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.OperationKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a gap before our entries: a transaction that others signed with this key stood on the chain, ours were signed behind
 * it, and a reorganisation lost it. Nobody may ever send it again, and sequence numbers are contiguous, so a goal's registration
 * is repeated in its place, which says nothing new.
 */
final class Gap {

    /** So long its owner has to send it again. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Gap.class);

    private final List<CommitGoal> goals;
    private final ChainLookup chain;
    private final MonotonicClock time;
    private final Pen pen;
    private long sequence = -1;
    private long sinceNanos;

    /** @param goals the first one's registration is repeated */
    Gap(List<CommitGoal> goals, ChainLookup chain, MonotonicClock time, Pen pen) {
        this.goals = goals;
        this.chain = chain;
        this.time = time;
        this.pen = pen;
    }

    /**
     * Looks at a sequence number that the node expects before all of ours that are missing.
     *
     * @return whether the outbox has an entry for it now
     */
    boolean close(Outbox outbox, long expected, OperationKey form) throws OutboxException {
        if (goals.isEmpty()
                || outbox.content().at(expected).isPresent()
                || expected <= outbox.content().lastSequence()
                || !isNextOnChain(expected)) {
            sequence = -1;
            return false;
        }
        if (sequence != expected) {
            sequence = expected;
            sinceNanos = time.nanos();
        }
        if (time.nanos() - sinceNanos < PATIENCE.toNanos()) {
            return false;
        }
        sequence = -1;
        CommitGoal goal = goals.get(0);
        pen.sign(outbox, expected, form, List.of(new AnchorText.GoalRegister(goal.goalId(), goal.topic())));
        LOG.warn(
                "The transaction that others signed with sequence number {} is gone from Tau Net's chain; the registration "
                        + "of goal {} takes its place, since anchors behind it could not land otherwise",
                expected,
                goal.goalId());
        return true;
    }

    private boolean isNextOnChain(long expected) {
        List<ChainLookup.Found> from = chain.from(goals.get(0).topic(), Math.max(0, expected - 1));
        return expected == 0 ? from.isEmpty() : from.size() == 1 && from.get(0).sequence() == expected - 1;
    }
}
