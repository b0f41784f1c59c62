package network.ian.client;

import java.util.Optional;
import network.ian.client.answer.Finality;
import network.ian.client.error.LogMovedException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.proof.GrowthProof;
import network.ian.core.crypto.Hash;

/**
 * Watches over one goal's log: remembers the last head that it checked, and has the node prove that the log of now begins with it. A log may
 * change its order outside the final prefix, because an entry arrived late; it may never change the order of what was final. For one thread.
 */
public final class LogWitness {

    private static final int NOT_FOUND = 404;
    private static final int MOST_ATTEMPTS = 5;

    private final IanClient client;
    private final String goalId;
    private CheckedLog last;

    /** What a check found. */
    public sealed interface Finding {

        /** What is known now. */
        CheckedLog now();

        /** The log is as it was. */
        record Unchanged(CheckedLog now) implements Finding {}

        /** The log begins with all of what was checked before, and is longer, or more of it is final. */
        record Grown(CheckedLog before, CheckedLog now) implements Finding {}

        /**
         * Entries moved, or are missing, behind the final prefix, which is as it was. So late entries come in, and so looks a node that was restored
         * from a backup; the latter has fewer entries than before.
         */
        record Reordered(CheckedLog before, CheckedLog now) implements Finding {}

        /**
         * What was final is so no longer, or a proof does not hold: the node rewrote its log or lies about it, or the chain that settled it was
         * reorganised. {@code now} is still what was known before.
         *
         * @param why in words
         */
        record Rewritten(CheckedLog now, String why) implements Finding {}
    }

    /**
     * Watches from here on.
     *
     * @param last what is known; {@link CheckedLog#NOTHING} takes the node's first answer for the beginning
     */
    public LogWitness(IanClient client, String goalId, CheckedLog last) {
        this.client = client;
        this.goalId = goalId;
        this.last = last;
    }

    /** What is known. */
    public CheckedLog last() {
        return last;
    }

    /**
     * Has the node prove its log of now.
     *
     * @throws network.ian.client.error.NodeException if it does not answer, or its log moves between any two answers
     */
    public Finding check() {
        for (int i = 1; i <= MOST_ATTEMPTS; i++) {
            Optional<Finding> finding = attempt(i == MOST_ATTEMPTS);
            if (finding.isPresent()) {
                last = finding.get().now();
                return finding.get();
            }
        }
        throw new LogMovedException(client.node(), last.size());
    }

    /** Empty if the log moved between two of the answers that this takes. */
    private Optional<Finding> attempt(boolean isLast) {
        Finality finality = client.status(goalId).finality();
        Optional<GrowthProof> answered = sinceFrozen();
        if (answered.isEmpty()) {
            return rewritten("the log has fewer than the " + last.frozenSize() + " entries that were final");
        }
        GrowthProof head = answered.get();
        if (head.from() != last.frozenSize() || !head.fromRoot().equals(last.frozenRoot())) {
            return rewritten("the first " + last.frozenSize() + " entries were final with root " + last.frozenRoot()
                    + ", and now their root is " + head.fromRoot());
        }
        if (!head.isProved()) {
            return rewritten("the node does not prove that its log begins with what was final");
        }
        Optional<Step> order = last.size() > head.to() ? Optional.of(Step.OTHER) : step(last.size(), last.root(), head);
        Optional<Step> prefix =
                finality.size() > head.to() ? Optional.empty() : step(finality.size(), finality.root(), head);
        if (order.isEmpty() || prefix.isEmpty() || (prefix.get() == Step.OTHER && !isLast)) {
            return Optional.empty();
        }
        if (order.get() == Step.UNPROVED || prefix.get() == Step.UNPROVED) {
            return rewritten("the node's proof that its log only grew does not hold");
        }
        if (prefix.get() == Step.OTHER) {
            return rewritten(
                    "the " + finality.size() + " entries that the node calls final are not the first of its log");
        }
        return Optional.of(found(order.get() == Step.OTHER, head, finality));
    }

    private Finding found(boolean moved, GrowthProof head, Finality finality) {
        boolean more = finality.size() > last.frozenSize();
        CheckedLog now = new CheckedLog(
                head.to(),
                head.toRoot(),
                more ? finality.size() : last.frozenSize(),
                more ? finality.root() : last.frozenRoot());
        if (moved) {
            return new Finding.Reordered(last, now);
        }
        return now.equals(last) ? new Finding.Unchanged(now) : new Finding.Grown(last, now);
    }

    private Optional<GrowthProof> sinceFrozen() {
        try {
            return Optional.of(client.consistency(goalId, last.frozenSize()));
        } catch (NodeRefusedException e) {
            if (e.status() == NOT_FOUND && last.frozenSize() > 0) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How a prefix that somebody knows stands to a head. */
    private enum Step {
        /** The head begins with it. */
        SAME,
        /** The head begins with other entries. */
        OTHER,
        /** The node says that the head begins with it, or with others, and its proof does not hold. */
        UNPROVED
    }

    /** Empty if the node's log of that size is no longer the head. */
    private Optional<Step> step(long size, Hash root, GrowthProof head) {
        GrowthProof proof = client.consistency(goalId, size, head.to());
        if (!proof.toRoot().equals(head.toRoot()) || proof.to() != head.to() || proof.from() != size) {
            return Optional.empty();
        }
        if (!proof.isProved()) {
            return Optional.of(Step.UNPROVED);
        }
        return Optional.of(proof.fromRoot().equals(root) ? Step.SAME : Step.OTHER);
    }

    private Optional<Finding> rewritten(String why) {
        return Optional.of(new Finding.Rewritten(last, why));
    }
}
