package network.ian.app.cli;

import java.io.PrintStream;
import java.util.List;

/** Redraws a block of lines in place on a terminal. The last picture stays when it is closed. Not thread-safe. */
public final class Screen implements AutoCloseable {

    private static final String ESCAPE = "\u001b[";
    private static final String HIDE_CURSOR = ESCAPE + "?25l";
    private static final String SHOW_CURSOR = ESCAPE + "?25h";
    private static final String ERASE_LINE = ESCAPE + "K";
    private static final String ERASE_BELOW = ESCAPE + "J";

    private final PrintStream terminal;
    private int drawn;

    /** @param terminal one on which the cursor can be moved */
    public Screen(PrintStream terminal) {
        this.terminal = terminal;
        terminal.print(HIDE_CURSOR);
    }

    /** Shows these lines instead of the last ones; none may be wider than the terminal. */
    public void draw(List<String> lines) {
        StringBuilder picture = new StringBuilder();
        if (drawn > 0) {
            picture.append(ESCAPE).append(drawn).append('A').append('\r');
        }
        lines.forEach(line -> picture.append(line).append(ERASE_LINE).append('\n'));
        terminal.print(picture.append(ERASE_BELOW));
        terminal.flush();
        drawn = lines.size();
    }

    @Override
    public void close() {
        terminal.print(SHOW_CURSOR);
        terminal.flush();
    }
}
