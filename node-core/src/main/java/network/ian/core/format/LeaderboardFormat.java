package network.ian.core.format;

import java.nio.file.Path;

/** {@code projections/leaderboard.json}: its place and its format. A file without a version is of the first one. */
public final class LeaderboardFormat {

    /** The version that is written. */
    public static final int VERSION = 1;

    private LeaderboardFormat() {}

    /** Where the file is, in a goal's directory. */
    public static Path file(Path goalDirectory) {
        return goalDirectory.resolve("projections").resolve("leaderboard.json");
    }
}
