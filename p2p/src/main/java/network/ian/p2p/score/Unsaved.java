package network.ian.p2p.score;

/** How far {@code peer_scores.json} is behind. Owned by the protocol's thread. */
final class Unsaved {

    private boolean changed;
    private boolean urgent;
    private Runnable told = () -> {};

    /** Has {@code listener} told when something comes up that a crash must not undo. */
    void onUrgent(Runnable listener) {
        told = listener;
    }

    /** Something changed. */
    void change() {
        changed = true;
    }

    /** Something changed that a crash must not undo: a ban, or an operator's order. */
    void changeUrgently() {
        changed = true;
        if (!urgent) {
            urgent = true;
            told.run();
        }
    }

    /** Whether the file is behind. */
    boolean changed() {
        return changed;
    }

    /** Whether the file is behind by something that a crash must not undo. */
    boolean urgent() {
        return urgent;
    }

    /** The file is about to be written as things are now. */
    void saving() {
        changed = false;
        urgent = false;
    }
}
