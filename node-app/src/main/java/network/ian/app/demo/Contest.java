package network.ian.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.ian.app.client.ApiClient;
import network.ian.client.proof.LogProof;

/** One goal of the demo: who competes for it, what its board shows, and whether that holds. Not thread-safe. */
final class Contest {

    private static final int LEADERS = 5;
    private static final int ROOT_SHOWN = 16;

    private final String goalId;
    private final int total;
    private final Competition competition;
    private final BoardReader reader;
    private final long before;
    private Board board;

    /** @param total contributions after which it ends */
    Contest(String goalId, int total, Competition competition, BoardReader reader) {
        this.goalId = goalId;
        this.total = total;
        this.competition = competition;
        this.reader = reader;
        this.board = reader.read();
        this.before = board.logSize();
    }

    String goalId() {
        return goalId;
    }

    int total() {
        return total;
    }

    Competition competition() {
        return competition;
    }

    /** As it was read last. */
    Board board() {
        return board;
    }

    boolean isOver() {
        return competition.contributions() >= total;
    }

    /** One round; parameters as for {@link Competition#round}. */
    void round(Pace pace) {
        competition.round(total - competition.contributions(), board.leaders(LEADERS), pace);
    }

    /** Reads the board again. */
    void look() {
        board = reader.read();
    }

    /** Whether all nodes show the same. */
    Finding agreement(List<ApiClient> clients, boolean agreed) {
        Set<String> roots = new TreeSet<>();
        for (ApiClient client : clients) {
            JsonNode status = client.get("/api/v1/status/" + goalId);
            roots.add(status.path("log_root").asText().substring(0, ROOT_SHOWN) + " and "
                    + status.path("leaderboard_root").asText().substring(0, ROOT_SHOWN));
        }
        return finding(
                "all " + clients.size() + " nodes have the same log and leaderboard",
                "roots " + String.join("; ", roots),
                agreed && roots.size() == 1 ? Optional.empty() : Optional.of("they differ"));
    }

    /** Whether the log has what was accepted. */
    Finding counted() {
        boolean equal = board.logSize() == before + competition.accepted();
        String detail = competition.accepted() + " of " + competition.contributions() + " accepted, the log has "
                + board.logSize() + " entries" + (before == 0 ? "" : " of which " + before + " were there before");
        return finding(
                "every accepted contribution is in the log",
                detail,
                equal ? Optional.empty() : Optional.of("the numbers differ"));
    }

    /** Whether the best entry's inclusion proof leads to the log's root. */
    Finding proved(ApiClient client) {
        String what = "inclusion proof of the best entry";
        if (board.best().isEmpty()) {
            return finding(what, "there is none", Optional.of("nothing was accepted"));
        }
        Board.Entry best = board.best().get();
        JsonNode data = client.get(
                "/api/v1/proof/" + goalId + "/by-id/" + best.contributionId().hex());
        LogProof answer = LogProof.read(data);
        String detail = "leaf " + answer.proof().leafIndex() + " of "
                + answer.proof().treeSize() + " leads through "
                + answer.proof().siblings().size()
                + " hashes to the log root";
        return finding(
                what,
                detail,
                answer.fault(Optional.of(best.contributionId()), Optional.empty(), Optional.of(board.logRoot())));
    }

    private Finding finding(String what, String detail, Optional<String> fault) {
        return new Finding(goalId + ": " + what, detail, fault);
    }
}
