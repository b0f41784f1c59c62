package network.ian.app.repair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.Problem;
import network.ian.core.repair.RepairNote;
import network.ian.core.salvage.RepairOutcome;
import network.ian.core.salvage.Salvaged;

/**
 * What a repair found and did in one goal.
 *
 * @param problems that were found
 * @param salvaged what was saved in this run
 * @param outcome how the log stands now; empty if nothing had to be repaired, or nothing may be written
 * @param fetched how fetching ended, in words; empty if nothing was fetched in this run
 */
public record GoalRepair(
        String goalId,
        State state,
        List<Problem> problems,
        Optional<Salvaged> salvaged,
        Optional<RepairOutcome> outcome,
        Optional<String> fetched) {

    /** How a goal stands. */
    public enum State {
        /** There was nothing to repair. */
        SOUND,
        /** A crash had left something behind, which was cleaned up as a start does it. */
        RECOVERED,
        /** It is damaged; nothing was written, since that was asked for. */
        DAMAGED,
        /** All that is known of before is back. */
        REPAIRED,
        /** Something is still missing. */
        INCOMPLETE,
        /** The log is as it should be, something else is not. */
        NEEDS_SOMETHING_ELSE
    }

    public GoalRepair {
        problems = List.copyOf(problems);
    }

    public boolean ok() {
        return state == State.SOUND || state == State.RECOVERED || state == State.REPAIRED;
    }

    /** What an operator should know beside the figures. */
    public List<String> notes(Path goalDirectory) {
        List<String> notes = new ArrayList<>();
        salvaged.ifPresent(saved -> {
            if (saved.refusedCount() > 0) {
                notes.add(saved.refusedCount() + " whole records do not verify and were left out, the first: "
                        + saved.refused().get(0));
            }
            if (saved.dropped() > 0) {
                notes.add(saved.dropped() + " entries have no body because it was taken down; they stay so");
            }
        });
        outcome.ifPresent(result -> notes(result, goalDirectory, notes));
        return notes;
    }

    private void notes(RepairOutcome result, Path goalDirectory, List<String> notes) {
        RepairNote note = result.note();
        Optional<Hash> promised = note.promised().map(RepairNote.Promise::logRoot);
        if (promised.isEmpty()) {
            notes.add(
                    "node_state.json said nothing of this goal: how many entries there were is known from the log alone");
        } else if (result.promiseKept().isEmpty()) {
            notes.add("part of the log was frozen by an anchor when node_state.json was written, so its root is not"
                    + " compared here; the node does it once it knows the chain again");
        } else if (result.promiseKept().get()) {
            notes.add("the root in node_state.json is that of the "
                    + note.promised().get().entries() + " entries it counted: every one of them is back");
        } else {
            notes.add("the root in node_state.json could not be made up again: not every entry it counted is back");
        }
        if (!ok()) {
            notes.add(
                    "entries that this node's own key signed for others (sponsored) and that no peer has got can only be"
                            + " salvaged from this disk: they are not to be had elsewhere");
            notes.add(
                    "the same command goes on where it ended, with other peers: --peer HOST:PORT; --accept-loss ends the"
                            + " repair as it is");
        }
        notes.add("the damaged files are kept in " + goalDirectory.resolve(note.aside()));
    }
}
