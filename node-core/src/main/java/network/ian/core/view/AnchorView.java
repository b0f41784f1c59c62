package network.ian.core.view;

import java.util.List;

/** What a node knows of its goals' anchors, to read. Implementations are thread-safe and answer at once. */
public interface AnchorView {

    /** How much of a goal's log is final. */
    Finality finality(String goalId);

    /** The goal's anchors on the best verified chain, in its order; none for a goal without an anchor in its spec. */
    List<AnchorSummary> anchors(String goalId);

    /**
     * Settled anchors that do not come true here: they contradict others, hold what the rules refuse, or wait for entries for
     * long. Anything but 0 wants an operator's eye.
     */
    int disagreements(String goalId);

    /** How this node stands towards Tau Net. */
    TauStatus tau();

    /** Carries an operator's orders out. */
    AnchorControl control();

    /** A node that knows no chain: nothing is final. */
    AnchorView NONE = new AnchorView() {
        @Override
        public Finality finality(String goalId) {
            return Finality.NONE;
        }

        @Override
        public List<AnchorSummary> anchors(String goalId) {
            return List.of();
        }

        @Override
        public int disagreements(String goalId) {
            return 0;
        }

        @Override
        public TauStatus tau() {
            return TauStatus.NONE;
        }

        @Override
        public AnchorControl control() {
            return AnchorControl.NONE;
        }
    };
}
