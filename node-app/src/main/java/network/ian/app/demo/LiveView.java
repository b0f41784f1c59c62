package network.ian.app.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.Screen;
import network.ian.app.cli.Style;
import network.ian.core.runtime.MonotonicClock;

/** Shows the demo while it runs: a picture on a terminal, else ten lines on the way. Not thread-safe. */
final class LiveView implements AutoCloseable {

    private static final int PLAIN_LINES = 10;

    private final PrintStream out;
    private final Optional<Screen> screen;
    private final Frame frame;
    private final int total;
    private final MonotonicClock clock;
    private final long started;
    private int linesPrinted;

    /** @param out where the picture goes; a terminal if {@code style} moves */
    LiveView(PrintStream out, Style style, Frame frame, int total, MonotonicClock clock) {
        this.out = out;
        this.screen = style.moves() ? Optional.of(new Screen(out)) : Optional.empty();
        this.frame = frame;
        this.total = total;
        this.clock = clock;
        this.started = clock.nanos();
    }

    /** Whether somebody watches, so that it should not be over in a blink. */
    boolean isWatched() {
        return screen.isPresent();
    }

    /** @param modules the WebAssembly agents', if there are any */
    void show(Contest policies, Optional<Contest> modules) {
        Competition competition = policies.competition();
        if (screen.isPresent()) {
            List<String> lines =
                    new ArrayList<>(frame.lines(competition, policies.board(), (clock.nanos() - started) / 1e9));
            modules.ifPresent(
                    contest -> lines.addAll(frame.modules(contest.goalId(), contest.competition(), contest.board())));
            screen.get().draw(lines);
            return;
        }
        int due = (int) ((long) PLAIN_LINES * competition.contributions() / total);
        if (due > linesPrinted) {
            linesPrinted = due;
            out.println(frame.summary(competition, policies.board()));
            modules.ifPresent(contest -> out.println(frame.moduleSummary(contest)));
        }
    }

    @Override
    public void close() {
        screen.ifPresent(Screen::close);
    }
}
