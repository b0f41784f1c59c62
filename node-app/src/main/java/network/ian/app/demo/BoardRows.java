package network.ian.app.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import network.ian.app.cli.Style;
import network.ian.app.cli.TerminalText;
import network.ian.core.crypto.Hash;

/** The rows of a leaderboard. Entries that were not there the last time are marked. Not thread-safe. */
final class BoardRows {

    static final String HEAD = "  #    score  excess/y  risk/y    agent      ";

    private static final int NAME = 9;
    private static final int WORDS = 34;

    private final Style style;
    private Set<Hash> shown = Set.of();

    BoardRows(Style style) {
        this.style = style;
    }

    /** At most {@code most} rows. */
    List<String> lines(Board board, int most) {
        List<String> lines = new ArrayList<>();
        Set<Hash> now = new HashSet<>();
        for (Board.Entry entry : board.top().stream().limit(most).toList()) {
            lines.add(line(entry));
            now.add(entry.contributionId());
        }
        shown = now;
        return lines;
    }

    static String name(String contributorId) {
        return TerminalText.escape(contributorId, NAME);
    }

    static String best(Board board) {
        return board.best()
                .map(entry -> String.format(Locale.ROOT, "%.4f", entry.result().score()))
                .orElse("none");
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
        String words = entry.proposal().map(Proposal::brief).orElse("?");
        String mark = shown.contains(entry.contributionId()) || shown.isEmpty() ? "  " : style.bold("* ");
        return text + "  " + mark + style.hue(name.strip().hashCode(), name) + "  " + TerminalText.escape(words, WORDS);
    }
}
