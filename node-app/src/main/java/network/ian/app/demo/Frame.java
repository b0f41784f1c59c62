package network.ian.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.ian.app.cli.Style;
import network.ian.core.crypto.Hash;

/** Draws the state of the demo as lines of at most 78 characters, colours not counted. Not thread-safe. */
final class Frame {

    static final String CAUTION = "walk-forward on public data, 2000-2020; not a proof of skill";

    /** Ranks of the WebAssembly agents' board. */
    static final int MODULE_RANKS = 4;

    private static final int BAR = 30;
    private static final int TREND = 40;

    private final Style style;
    private final String title;
    private final int total;
    private final int ranks;
    private final BoardRows rows;
    private final BoardRows moduleRows;
    private final Trend trend = new Trend(TREND);

    /**
     * Nothing drawn yet.
     *
     * @param total contributions at the end
     * @param ranks of the leaderboard to show
     */
    Frame(Style style, String title, int total, int ranks) {
        this.style = style;
        this.title = title;
        this.total = total;
        this.ranks = ranks;
        this.rows = new BoardRows(style);
        this.moduleRows = new BoardRows(style);
    }

    /** The whole picture. Entries that were not in the last one are marked. */
    List<String> lines(Competition competition, Board board, double seconds) {
        board.best().ifPresent(best -> trend.add(best.result().score()));
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(title));
        lines.add(style.dim(CAUTION));
        lines.add("");
        lines.add("contributions  " + bar(competition.contributions()) + " "
                + share(competition.contributions(), seconds));
        lines.add("               " + style.green(competition.accepted() + " accepted") + ", "
                + style.red(competition.rejected() + " rejected") + " by the goal's rules");
        lines.add("best score     " + BoardRows.best(board) + "  " + style.green(trend.bars(style.unicode())));
        lines.add("log            " + fixed(board.logSize()) + " entries, root "
                + style.bold(shortened(board.logRoot())));
        lines.add("leaderboard    " + fixed(board.ranked()) + " ranked,  root "
                + style.bold(shortened(board.leaderboardRoot())));
        lines.add("");
        lines.add(style.dim(BoardRows.HEAD + "policy"));
        lines.addAll(rows.lines(board, ranks));
        return lines;
    }

    /** The board of the WebAssembly agents, to stand below. */
    List<String> modules(String goalId, Competition competition, Board board) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(style.bold(goalId) + "  " + competition.contributions() + " contributions, "
                + style.green(competition.accepted() + " accepted") + ", root "
                + style.bold(shortened(board.logRoot())));
        lines.add(style.dim(BoardRows.HEAD + "module"));
        lines.addAll(moduleRows.lines(board, MODULE_RANKS));
        return lines;
    }

    /** One line that says the most important. */
    String summary(Competition competition, Board board) {
        return competition.contributions() + " of " + total + " contributions, " + competition.accepted()
                + " accepted, best score " + BoardRows.best(board)
                + board.best()
                        .map(entry -> " by " + BoardRows.name(entry.contributorId()))
                        .orElse("") + ", log "
                + board.logSize() + " entries, root " + shortened(board.logRoot());
    }

    /** The same of the WebAssembly agents. */
    String moduleSummary(Contest contest) {
        Board board = contest.board();
        return "  WebAssembly: " + contest.competition().contributions() + " of " + contest.total()
                + " contributions, " + contest.competition().accepted() + " accepted, best score "
                + BoardRows.best(board)
                + board.best()
                        .map(entry -> " by " + BoardRows.name(entry.contributorId()))
                        .orElse("") + ", log "
                + board.logSize() + " entries, root " + shortened(board.logRoot());
    }

    private String bar(int done) {
        int full = (int) ((long) BAR * done / total);
        return "[" + style.green("#".repeat(full)) + "-".repeat(BAR - full) + "]";
    }

    private String share(int done, double seconds) {
        return done + " of " + total + String.format(Locale.ROOT, "   %.0f s", seconds);
    }

    private static String fixed(long number) {
        return "%4d".formatted(number);
    }

    private static String shortened(Hash hash) {
        return hash.hex().substring(0, 16);
    }
}
