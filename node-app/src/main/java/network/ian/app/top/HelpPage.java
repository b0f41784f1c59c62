package network.ian.app.top;

import java.util.List;

/** What the keys do and what the columns mean. */
final class HelpPage {

    private static final List<String> TEXT = List.of(
            "q           quit, as Ctrl-C",
            "→ ← tab     next goal, the one before",
            "1 to 9      that goal",
            "p space     pause the picture, go on",
            "?           this page, and back",
            "",
            "READY       the node takes contributions (ian health)",
            "final       entries whose order an anchor has settled, and by what",
            "rate        contributions of the last 60 s; a bar for each minute",
            "accepted    of what came in during those minutes",
            "in          rejected since the node's start; accepted: all of the log",
            "MOVE        places up or down within the last minute",
            "SCORE       of a peer: 0 to 200, under 50 distrusted, from 150 trusted",
            "LAG         entries that a peer has beyond this node's, or fewer",
            "ALERT       what runbook/alerts.md describes; soon: about to fire");

    private HelpPage() {}

    static List<Line> lines(int columns) {
        return TEXT.stream().map(text -> Line.of(Role.PLAIN, text).cut(columns)).toList();
    }
}
