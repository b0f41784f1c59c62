package network.ian.app.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import network.ian.app.cli.Style;
import network.ian.app.cli.TerminalText;
import network.ian.core.crypto.Hash;

/** Draws the state of the demo as lines of at most 78 characters, colours not counted. Not thread-safe. */
final class Frame {

    static final String CAUTION = "walk-forward on public data, 2000-2020; not a proof of skill";

    private static final int BAR = 30;
    private static final int TREND = 40;

    private final Style style;
    private final String title;
    private final int total;
    private final List<String> agents;
    private final Trend trend = new Trend(TREND);
    private Set<Hash> shown = Set.of();

    /**
     * Nothing drawn yet.
     *
     * @param total contributions at the end
     * @param agents names that they contribute under, in their order
     */
    Frame(Style style, String title, int total, List<String> agents) {
        this.style = style;
        this.title = title;
        this.total = total;
        this.agents = List.copyOf(agents);
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
        lines.add("best score     " + best(board) + "  " + style.green(trend.bars(style.unicode())));
        lines.add("log            " + fixed(board.logSize()) + " entries, root "
                + style.bold(shortened(board.logRoot())));
        lines.add("leaderboard    " + fixed(board.ranked()) + " ranked,  root "
                + style.bold(shortened(board.leaderboardRoot())));
        lines.add("");
        lines.add(style.dim("  #    score  excess/y  risk/y    agent      policy"));
        Set<Hash> now = new HashSet<>();
        for (Board.Entry entry : board.top()) {
            lines.add(line(entry));
            now.add(entry.contributionId());
        }
        shown = now;
        return lines;
    }

    /** One line that says the most important. */
    String summary(Competition competition, Board board) {
        return competition.contributions() + " of " + total + " contributions, " + competition.accepted()
                + " accepted, best score " + best(board)
                + board.best()
                        .map(entry -> " by " + name(entry.contributorId()))
                        .orElse("") + ", log "
                + board.logSize() + " entries, root " + shortened(board.logRoot());
    }

    private String line(Board.Entry entry) {
        String name = "%-9s".formatted(name(entry.contributorId()));
        String text = String.format(
                Locale.ROOT,
                "%3d  %7.4f  %+6.2f%%  %5.1f%%",
                entry.rank(),
                entry.result().score(),
                100 * entry.result().reward(),
                100 * entry.result().risk());
        String policy = entry.policy().map(PolicyText::brief).orElse("?");
        String mark = shown.contains(entry.contributionId()) || shown.isEmpty() ? "  " : style.bold("* ");
        return text + "  " + mark + style.hue(agents.indexOf(name.strip()), name) + "  "
                + TerminalText.escape(policy, 34);
    }

    private static String name(String contributorId) {
        return TerminalText.escape(contributorId, 9);
    }

    private String bar(int done) {
        int full = (int) ((long) BAR * done / total);
        return "[" + style.green("#".repeat(full)) + "-".repeat(BAR - full) + "]";
    }

    private String share(int done, double seconds) {
        return done + " of " + total + String.format(Locale.ROOT, "   %.0f s", seconds);
    }

    private static String best(Board board) {
        return board.best()
                .map(entry -> String.format(Locale.ROOT, "%.4f", entry.result().score()))
                .orElse("none");
    }

    private static String fixed(long number) {
        return "%4d".formatted(number);
    }

    private static String shortened(Hash hash) {
        return hash.hex().substring(0, 16);
    }
}
