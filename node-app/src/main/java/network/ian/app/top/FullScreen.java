package network.ian.app.top;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws on a terminal's other screen and writes only the lines that changed, so that nothing flickers; what was there before
 * comes back when it is closed. Control sequences are those of xterm, which all terminals in use understand. Not thread-safe.
 */
final class FullScreen implements AutoCloseable {

    private static final String CSI = "\u001b[";
    private static final String ENTER = CSI + "?1049h" + CSI + "?25l" + CSI + "?7l" + CSI + "2J";
    private static final String LEAVE = CSI + "0m" + CSI + "?7h" + CSI + "?25h" + CSI + "?1049l";
    /** Whoever knows the mode answers, and {@link KeyReader} reads it. */
    private static final String ASK_SYNCHRONIZED = CSI + "?2026$p";

    private static final String BEGIN = CSI + "?2026h";
    private static final String END = CSI + "?2026l";

    private final PrintStream terminal;
    private List<String> shown = List.of();
    private boolean synchronizes;

    FullScreen(PrintStream terminal) {
        this.terminal = terminal;
        terminal.print(ENTER + ASK_SYNCHRONIZED);
        terminal.flush();
    }

    /** The terminal knows synchronized output: it shows each picture whole. */
    void synchronize() {
        synchronizes = true;
    }

    /** What is there is not what was drawn, as after a change of size. */
    void forget() {
        shown = List.of();
        terminal.print(CSI + "2J");
    }

    /** Shows these lines from the top; there must be no more of them than rows, and none wider than the terminal. */
    void draw(List<String> lines) {
        StringBuilder changes = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (i >= shown.size() || !shown.get(i).equals(lines.get(i))) {
                changes.append(CSI)
                        .append(i + 1)
                        .append(";1H")
                        .append(lines.get(i))
                        .append(CSI + "K");
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        terminal.print(synchronizes ? BEGIN + changes + END : changes.toString());
        terminal.flush();
        shown = new ArrayList<>(lines);
    }

    @Override
    public void close() {
        terminal.print(LEAVE);
        terminal.flush();
    }
}
