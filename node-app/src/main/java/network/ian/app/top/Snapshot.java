package network.ian.app.top;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A node at one moment. Text in it is what the node says and may be hostile; times are milliseconds since the epoch. A part is
 * empty if the node does not have it.
 *
 * @param chosen index in {@code goals} of the goal that board, anchor and activity are about; -1 for a node without goals
 * @param anchor the goal's newest
 */
record Snapshot(
        long timeMs,
        NodeFacts node,
        List<Goal> goals,
        int chosen,
        Tau tau,
        Optional<Board> board,
        Optional<Anchor> anchor,
        Optional<Activity> activity,
        Optional<Peers> peers,
        Optional<Alerts> alerts) {

    /** The goal that is looked at. */
    Optional<Goal> goal() {
        return chosen < 0 ? Optional.empty() : Optional.of(goals.get(chosen));
    }

    /** Who answered; {@code problems} is empty if there are none. */
    record NodeFacts(String address, String id, String version, long uptimeSeconds, boolean ready, String problems) {}

    /**
     * A goal of the node.
     *
     * @param state SERVING, FULL, FAILED or DAMAGED
     * @param detail of a state that is not good
     * @param status empty while the goal's log is damaged
     */
    record Goal(String id, String state, String detail, Optional<Status> status) {}

    /**
     * A goal's log and counters.
     *
     * @param accepted entries, with those that wait for a merge
     * @param lag entries that the best peers have and this node lacks
     * @param finalSource {@code none}, {@code tau} or {@code peers}
     */
    record Status(
            long logSize,
            String logRoot,
            long accepted,
            long rejected,
            String consensus,
            long lag,
            long finalSize,
            String finalSource) {}

    /** The leaderboard's beginning. */
    record Board(List<Ranked> entries, long total) {}

    /**
     * A ranked entry.
     *
     * @param logIndex empty while it waits for a merge
     * @param movement against the ranks of about a minute ago
     */
    record Ranked(
            int rank,
            String contributionId,
            String contributorId,
            double score,
            double reward,
            double risk,
            OptionalLong logIndex,
            Movement movement) {}

    /**
     * How an entry's rank changed.
     *
     * @param isNew whether it was not among the ranks looked at
     * @param up places that it went up; negative: down
     */
    record Movement(boolean isNew, int up) {
        static final Movement NONE = new Movement(false, 0);
    }

    /** How the node stands towards Tau Net; {@code problem} is empty if there is none. */
    record Tau(String mode, boolean connected, String breaker, OptionalLong head, String committer, String problem) {}

    /** An anchor on the verified chain. */
    record Anchor(long size, long block, long confirmations, String state) {}

    /**
     * What was contributed in the last hour, and what became of all since the start.
     *
     * @param bars contributions in each minute, oldest first, the running one last
     * @param perMinute in the last 60 seconds, nearly
     * @param acceptedShare of those in {@code bars}, 0 to 1; empty if there are none
     * @param rejections by reason since the start, most first
     */
    record Activity(
            List<Long> bars,
            double perMinute,
            OptionalDouble acceptedShare,
            long undecided,
            List<Map.Entry<String, Long>> rejections) {}

    /** The connected peers. */
    record Peers(List<Peer> connected, int total, int banned) {}

    /**
     * A peer.
     *
     * @param score 0 to 200
     * @param ahead entries of the goal that it says to have beyond those of this node; negative: fewer
     */
    record Peer(
            String id,
            String address,
            boolean outbound,
            double score,
            OptionalDouble rttMs,
            OptionalLong ahead,
            String agent) {}

    /** Alerts that fire or are about to, and how many rules the node watches. */
    record Alerts(List<Alert> alerts, int watched) {}

    /** An alert in the words of the runbook. */
    record Alert(String name, String severity, boolean firing, long sinceMs, String summary, String runbook) {}
}
