package network.ian.tau.commit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.ian.tau.client.TauException;

/** Makes the next transaction when a round is due, and hands it to the delivery. */
final class Planning {

    private static final Duration FULL = Duration.ofSeconds(30);

    private final ChainLookup lookup;
    private final Rounds rounds;
    private final Proposals proposals;
    private final SequenceCheck sequences;
    private final NodeCheck check;
    private final Delivery delivery;
    private final Trouble trouble;

    Planning(
            ChainLookup lookup,
            Rounds rounds,
            Proposals proposals,
            SequenceCheck sequences,
            NodeCheck check,
            Delivery delivery,
            Trouble trouble) {
        this.lookup = lookup;
        this.rounds = rounds;
        this.proposals = proposals;
        this.sequences = sequences;
        this.check = check;
        this.delivery = delivery;
        this.trouble = trouble;
    }

    /** One round, if one is due; only while every entry of the outbox is on the best chain. */
    Next plan(Outbox outbox, ChainReading chain) throws OutboxException {
        OutboxContent content = outbox.content();
        if (!rounds.due(content)) {
            return idle("waits for entries");
        }
        List<CommitGoal> grown = rounds.grown(content);
        if (grown.isEmpty()) {
            return over(false, "everything is anchored");
        }
        if (Watch.isFull(content)) {
            return new Next(CommitState.WAITING_FOR_CHAIN, "waits for sent transactions to settle", FULL);
        }
        try {
            return plan(outbox, chain, grown);
        } catch (IOException e) {
            return trouble.unreachable(e);
        } catch (TauException e) {
            return trouble.answered(e);
        }
    }

    private Next plan(Outbox outbox, ChainReading chain, List<CommitGoal> grown)
            throws IOException, TauException, OutboxException {
        Optional<Next> refusal = check.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        check.askBalance();
        long named = check.nextSequence();
        Optional<Next> mismatch = mismatch(named, outbox.content(), chain);
        if (mismatch.isPresent()) {
            lookup.refresh();
            return mismatch.get();
        }
        trouble.over();
        Proposals.Gathered gathered = proposals.gather(grown, outbox.content());
        if (gathered.anchors().isEmpty()) {
            return over(gathered.left(), "no entry is old enough to be anchored");
        }
        OutboxEntry entry = delivery.sign(outbox, named, gathered.anchors());
        rounds.over(gathered.left());
        return delivery.first(outbox, entry);
    }

    private Optional<Next> mismatch(long named, OutboxContent content, ChainReading chain) {
        long dropped = content.entries().isEmpty() ? content.lastSequence() : -1;
        if (chain.highest() < dropped) {
            return Optional.of(new Next(
                    CommitState.WAITING_FOR_CHAIN,
                    "the verified chain does not reach the last transaction that settled here, with sequence number "
                            + dropped,
                    FULL));
        }
        return sequences.mismatch(named, Math.max(content.highest(), chain.highest()) + 1);
    }

    private Next over(boolean more, String detail) {
        rounds.over(more);
        return idle(detail);
    }

    private Next idle(String detail) {
        return new Next(CommitState.IDLE, detail, rounds.untilDue());
    }
}
