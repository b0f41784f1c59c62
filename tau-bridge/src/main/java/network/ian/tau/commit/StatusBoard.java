package network.ian.tau.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.tau.commit.CommitStatus.InFlight;
import network.ian.tau.commit.CommitStatus.LastAnchor;
import network.ian.tau.commit.CommitStatus.LastError;
import network.ian.tau.transaction.AnchorText.LogCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the status and logs when the state changes. Written by the committer's thread, read by any. */
final class StatusBoard {

    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);

    private final String sender;
    private final List<CommitGoal> goals;
    private volatile CommitStatus status;

    StatusBoard(String sender, List<CommitGoal> goals, Instant now) {
        this.sender = sender;
        this.goals = goals;
        this.status = new CommitStatus(
                sender,
                CommitState.IDLE,
                "starts",
                List.of(),
                Optional.empty(),
                now,
                OptionalLong.empty(),
                Optional.empty(),
                0);
    }

    CommitStatus status() {
        return status;
    }

    /** @param content the outbox's; what was known stays if it cannot be used */
    void publish(
            Next next,
            Optional<OutboxContent> content,
            Optional<InFlight> inFlight,
            Instant nextDue,
            OptionalLong balance,
            Optional<LastError> error) {
        CommitStatus before = status;
        status = new CommitStatus(
                sender,
                next.state(),
                next.detail(),
                content.map(this::anchors).orElse(before.goals()),
                inFlight,
                nextDue,
                balance,
                error,
                content.map(known -> known.entries().size()).orElse(before.kept()));
        if (before.state() != next.state()) {
            log(before.state(), next);
        }
    }

    private static void log(CommitState before, Next next) {
        if (next.state().needsOperator()) {
            LOG.error("Tau committer: {}: {}", next.state().label(), next.detail());
        } else if (next.state() == CommitState.RETRYING || next.state() == CommitState.WAITING_FOR_CHAIN) {
            LOG.warn("Tau committer: {}: {}", next.state().label(), next.detail());
        } else if (before.needsOperator() || before == CommitState.RETRYING) {
            LOG.info("Tau committer: {} again: {}", next.state().label(), next.detail());
        }
    }

    private List<LastAnchor> anchors(OutboxContent content) {
        List<LastAnchor> anchors = new ArrayList<>();
        goals.forEach(goal -> last(goal, content).ifPresent(anchors::add));
        return anchors;
    }

    private static Optional<LastAnchor> last(CommitGoal goal, OutboxContent content) {
        for (int i = content.entries().size() - 1; i >= 0; i--) {
            OutboxEntry entry = content.entries().get(i);
            Optional<LogCommit> commit = entry.commit(goal.topic());
            if (commit.isPresent()) {
                return Optional.of(new LastAnchor(
                        goal.goalId(),
                        goal.topic(),
                        entry.sequence(),
                        commit.get().size(),
                        commit.get().logRoot(),
                        standing(entry)));
            }
        }
        return Optional.ofNullable(content.goals().get(goal.topic()))
                .map(memory -> new LastAnchor(
                        goal.goalId(), goal.topic(), memory.sequence(), memory.size(), memory.logRoot(), "settled"));
    }

    private static String standing(OutboxEntry entry) {
        if (entry.settledAtMs() > 0) {
            return "settled";
        }
        return entry.confirmed() ? "confirmed" : "sent";
    }
}
