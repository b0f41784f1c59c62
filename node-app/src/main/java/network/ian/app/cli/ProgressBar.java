package network.ian.app.cli;

import java.time.Duration;
import java.util.Locale;
import network.ian.core.runtime.MonotonicClock;

/**
 * Shows on stderr how far long work has come: a bar that redraws itself on a terminal, else a plain line every few
 * seconds. Work that ends within the first interval prints nothing but, on a terminal, the full bar. Not thread-safe.
 */
public final class ProgressBar implements AutoCloseable {

    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int WIDTH = 30;

    private final Console console;
    private final MonotonicClock clock;
    private final String label;
    private final long total;
    private final long started;
    private long shownAt;
    private long done;
    private boolean drawn;

    /**
     * Starts at zero.
     *
     * @param label what is being done, a few words
     * @param total how much there is to do, in whatever unit; 0 if unknown
     */
    public ProgressBar(Console console, MonotonicClock clock, String label, long total) {
        this.console = console;
        this.clock = clock;
        this.label = label;
        this.total = total;
        this.started = clock.nanos();
        this.shownAt = started;
    }

    /** Says that {@code amount} is done by now; cheap enough for every item. */
    public void update(long amount) {
        done = amount;
        long now = clock.nanos();
        if (now - shownAt >= (console.errIsTerminal() ? REDRAW_NANOS : LINE_NANOS)) {
            shownAt = now;
            show(now);
        }
    }

    /** Draws the last state and leaves the line. */
    @Override
    public void close() {
        if (console.errIsTerminal()) {
            show(clock.nanos());
            console.err().println();
        } else if (drawn) {
            show(clock.nanos());
        }
    }

    private void show(long now) {
        drawn = true;
        if (console.errIsTerminal()) {
            console.err().print("\r\u001b[K" + label + " " + bar() + figures(now));
            console.err().flush();
        } else {
            console.note(label + ": " + figures(now));
        }
    }

    private String bar() {
        if (total <= 0) {
            return "";
        }
        int full = (int) (WIDTH * Math.min(1.0, (double) done / total));
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] ";
    }

    private String figures(long now) {
        double seconds = (now - started) / 1e9;
        String share = total > 0
                ? String.format(Locale.ROOT, "%d of %d (%d%%)", done, total, Math.min(100, 100 * done / total))
                : Long.toString(done);
        return share + (seconds > 0 ? String.format(Locale.ROOT, ", %.0f/s", done / seconds) : "");
    }
}
