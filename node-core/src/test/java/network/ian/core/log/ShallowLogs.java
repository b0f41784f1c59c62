package network.ian.core.log;

import java.util.List;

/** Logs in which few entries make a deep one. */
public final class ShallowLogs {

    private ShallowLogs() {}

    /** A log with what {@code loader} has, where entries that land more than {@code deepest} before the end wait for a merge. */
    public static GoalLog finish(LogLoader loader, List<int[]> frozen, int deepest) {
        return loader.finish(frozen, deepest);
    }
}
