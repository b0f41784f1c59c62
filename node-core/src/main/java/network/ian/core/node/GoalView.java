package network.ian.core.node;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.JournalPosition;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.LogView;
import network.ian.core.projection.LeaderboardView;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.LastAnchor;

/**
 * All that a goal answers, as of one moment: log, leaderboard and journal position belong together. Immutable apart from
 * bodies that an operator drops; any thread may keep and read it without a lock.
 *
 * @param log the canonical log
 * @param leaderboard the ranking over exactly that log
 * @param pending accepted entries that wait for the next deep merge, outside {@code log}
 * @param position the journal's last commit record
 * @param anchor that the log's frozen prefix ends with; empty if nothing is frozen
 * @param entries where entries and bodies are read from disk
 */
public record GoalView(
        LogView log,
        LeaderboardView leaderboard,
        int pending,
        JournalPosition position,
        Optional<LastAnchor> anchor,
        EntryReader entries) {

    /**
     * The entry at a position of the log.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= logIndex < log.size()}
     */
    public StoredEntry entry(int logIndex) {
        return entries.entry(log.locatorAt(logIndex));
    }

    /**
     * What a restart compares with; only while nothing is pending.
     *
     * @param rejected contributions answered with {@code accepted:false} so far
     */
    GoalSnapshot snapshot(Hash topic, long rejected) {
        return new GoalSnapshot(topic, log.size(), log.root(), leaderboard.root(), position, rejected, anchor);
    }

    /** The encoded body of an entry ({@link network.ian.core.contribution.PackCodec}); empty if it was dropped. */
    public Optional<Bytes> body(StoredEntry entry) {
        return entries.body(entry);
    }
}
