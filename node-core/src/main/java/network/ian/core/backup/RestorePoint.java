package network.ian.core.backup;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How much of a backup is restored.
 *
 * @param positions by goal id: only the first so many entries in the order in which the node stored them; goals that are not
 *     named are restored whole
 * @param untilMs only entries whose own time ({@code timestamp_ms}) is not later than this, milliseconds since the epoch, of
 *     every goal; the journal records no other time. Empty: all
 */
public record RestorePoint(Map<String, Integer> positions, OptionalLong untilMs) {

    /** All there is. */
    public static final RestorePoint END = new RestorePoint(Map.of(), OptionalLong.empty());

    public RestorePoint {
        positions = new TreeMap<>(positions);
    }

    /** Whether some of the goal's entries are to be left out. */
    boolean cuts(Manifest.GoalEntry goal) {
        return positions.getOrDefault(goal.goalId(), Integer.MAX_VALUE) < goal.logSize()
                || (untilMs.isPresent() && goal.logSize() > 0 && goal.lastTimestampMs() > untilMs.getAsLong());
    }

    /** Whether an entry is restored. */
    boolean keeps(String goalId, int ordinal, long timestampMs) {
        return ordinal < positions.getOrDefault(goalId, Integer.MAX_VALUE)
                && (untilMs.isEmpty() || timestampMs <= untilMs.getAsLong());
    }

    /** @throws BackupRefusedException if it asks for what the backup does not have */
    void requireWithin(Manifest manifest) throws BackupRefusedException {
        for (Map.Entry<String, Integer> position : positions.entrySet()) {
            Manifest.GoalEntry goal = manifest.goal(position.getKey())
                    .orElseThrow(
                            () -> new BackupRefusedException("position: the backup has no goal " + position.getKey()));
            if (position.getValue() > goal.logSize()) {
                throw new BackupRefusedException("position: the backup has only " + goal.logSize() + " entries of goal "
                        + goal.goalId() + ", not " + position.getValue());
            }
        }
    }
}
