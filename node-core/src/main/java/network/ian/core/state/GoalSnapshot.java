package network.ian.core.state;

import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.JournalPosition;

/**
 * What {@code node_state.json} records of one goal: enough to notice at the next start that something is missing or
 * changed.
 *
 * @param logSize entries in the canonical log
 * @param position the journal's commit record that the snapshot was taken with
 * @param rejected contributions answered with {@code accepted:false} so far
 * @param anchor that the log's frozen prefix ended with; empty if nothing was frozen
 */
public record GoalSnapshot(
        Hash topic,
        int logSize,
        Hash logRoot,
        Hash leaderboardRoot,
        JournalPosition position,
        long rejected,
        Optional<LastAnchor> anchor) {}
