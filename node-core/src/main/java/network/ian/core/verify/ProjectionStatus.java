package network.ian.core.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.format.JsonVersion;
import network.ian.core.format.LeaderboardFormat;
import network.ian.core.projection.LeaderboardView;

/**
 * A projection of a goal's log beside its snapshot on disk.
 *
 * @param logSize entries that it is applied to
 * @param logRoot of the tree over them
 * @param root of the projection
 * @param state how the snapshot stands to it
 * @param snapshot what the file says; empty if there is none, or it cannot be read
 * @param problem with the file, in words; empty if it has none
 */
public record ProjectionStatus(
        String goalId,
        int logSize,
        Hash logRoot,
        Hash root,
        State state,
        Optional<Snapshot> snapshot,
        Optional<String> problem) {

    /** The one projection that there is. */
    public static final String LEADERBOARD = "leaderboard";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST = 64 << 20;

    /** How a snapshot stands to the projection. */
    public enum State {
        /** The same; it is written again only when the projection changes. */
        EQUAL,
        /** Of another log, as a running node's is for up to a minute. */
        STALE,
        /** Of the same log, and not what that gives: it is to be rebuilt. */
        DIFFERENT,
        /** Not there. */
        MISSING,
        /** Damaged, or a newer program's. */
        UNREADABLE
    }

    /**
     * What the file says.
     *
     * @param writtenAtMs when it was written, milliseconds since the epoch, by the file system
     */
    public record Snapshot(int logSize, String logRoot, String root, long writtenAtMs) {}

    /** Compares a leaderboard with its file. */
    public static ProjectionStatus of(
            String goalId, Path goalDirectory, int logSize, Hash logRoot, LeaderboardView board) throws IOException {
        Path file = LeaderboardFormat.file(goalDirectory);
        Status status = status(file, logRoot, board);
        return new ProjectionStatus(
                goalId, logSize, logRoot, board.root(), status.state, status.snapshot, status.problem);
    }

    private record Status(State state, Optional<Snapshot> snapshot, Optional<String> problem) {

        static Status unreadable(String problem) {
            return new Status(State.UNREADABLE, Optional.empty(), Optional.of(problem));
        }
    }

    private static Status status(Path file, Hash logRoot, LeaderboardView board) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new Status(State.MISSING, Optional.empty(), Optional.empty());
        }
        if (Files.size(file) > LONGEST) {
            return Status.unreadable("longer than " + LONGEST + " bytes");
        }
        if (JsonVersion.of(file, LeaderboardFormat.VERSION)
                .filter(found -> found.isNewer())
                .isPresent()) {
            return Status.unreadable("written by a newer program");
        }
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            return Status.unreadable("not valid JSON: " + e.getOriginalMessage());
        }
        Snapshot snapshot = new Snapshot(
                json.path("log_size").asInt(),
                json.path("log_root").asText(),
                json.path("leaderboard_root").asText(),
                Files.getLastModifiedTime(file).toMillis());
        Optional<String> problem = ProjectionCheck.problem(file, List.of(board), false);
        return new Status(state(snapshot, logRoot, board, problem), Optional.of(snapshot), problem);
    }

    private static State state(Snapshot snapshot, Hash logRoot, LeaderboardView board, Optional<String> problem) {
        if (snapshot.root.equals(board.root().hex())) {
            return problem.isEmpty() ? State.EQUAL : State.DIFFERENT;
        }
        return snapshot.logRoot.equals(logRoot.hex()) ? State.DIFFERENT : State.STALE;
    }
}
