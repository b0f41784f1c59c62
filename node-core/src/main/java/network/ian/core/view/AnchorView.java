package network.ian.core.view;

/** What a node knows of its goals' anchors, to read. Implementations are thread-safe and answer at once. */
public interface AnchorView {

    /** How much of a goal's log is final. */
    Finality finality(String goalId);

    /** A node that knows no chain: nothing is final. */
    AnchorView NONE = goalId -> Finality.NONE;
}
