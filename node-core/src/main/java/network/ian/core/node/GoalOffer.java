package network.ian.core.node;

/** What became of a specification that was offered to a running node. */
public sealed interface GoalOffer {

    /**
     * The node serves the goal, and will after every restart.
     *
     * @param added false if it did before, by the same topic
     */
    record Taken(Goal goal, boolean added) implements GoalOffer {}

    /**
     * The goal id stands for something else here; nothing was changed.
     *
     * @param detail in words, for an operator
     */
    record Conflict(String detail) implements GoalOffer {}

    /**
     * The node takes no more goals now; nothing was changed.
     *
     * @param detail in words, for an operator
     */
    record NoRoom(String detail) implements GoalOffer {}
}
