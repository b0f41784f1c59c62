package network.ian.app.top;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import network.ian.app.cli.TerminalText;
import network.ian.app.lifecycle.StopSignal;
import network.ian.app.top.Snapshot.Goal;

/** For a pipe or a file: a line for each look and one for each event. No control character is ever printed. */
final class PlainReport {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final PrintStream out;
    private final Inbox inbox;
    private final SnapshotReader reader = new SnapshotReader();
    private boolean lost;

    PlainReport(PrintStream out, Inbox inbox) {
        this.out = out;
        this.inbox = inbox;
    }

    /** Goes on until whoever reads has left or a signal comes; false for a signal. */
    boolean run(Answers first, StopSignal stop) {
        out.println(summary(reader.read(first)));
        while (!stop.isRequested() && !Thread.currentThread().isInterrupted()) {
            inbox.next(TICK).ifPresent(this::print);
            if (out.checkError()) {
                return true;
            }
        }
        return false;
    }

    private void print(Message message) {
        if (message instanceof Message.Looked looked) {
            lost = false;
            out.println(summary(reader.read(looked.answers())));
        } else if (message instanceof Message.Failed failed && !lost) {
            lost = true;
            out.println(failed.why());
        } else if (message instanceof Message.Happened happened) {
            out.println(line(happened.event()));
        } else if (message instanceof Message.Broken broken) {
            throw broken.fault();
        }
    }

    static String line(Event event) {
        return Instant.ofEpochMilli(event.timeMs())
                + TerminalText.escape(event.goal().map(goal -> " " + goal).orElse("") + " event " + event.what() + " "
                        + event.text());
    }

    /** The most important on one line, as words and values in turns. */
    static String summary(Snapshot now) {
        StringBuilder line = new StringBuilder();
        now.goal().ifPresent(goal -> goal(line, goal));
        now.activity()
                .ifPresent(activity -> line.append(" rate ")
                        .append(String.format(Locale.ROOT, "%.0f", activity.perMinute()))
                        .append("/min"));
        now.board()
                .flatMap(board -> board.entries().stream().findFirst())
                .ifPresent(best -> line.append(" best ")
                        .append(Words.decimal(best.score()))
                        .append(" by ")
                        .append(best.contributorId()));
        now.peers().ifPresent(peers -> line.append(" peers ").append(peers.total()));
        line.append(" tau ").append(now.tau().mode());
        if (!now.tau().mode().equals("none")) {
            line.append(" breaker ").append(now.tau().breaker());
        }
        now.alerts()
                .ifPresent(alerts -> line.append(" alerts ")
                        .append(alerts.alerts().stream()
                                .filter(Snapshot.Alert::firing)
                                .count()));
        if (!now.node().ready()) {
            line.append(" NOT READY ").append(now.node().problems());
        }
        return Instant.ofEpochMilli(now.timeMs()) + TerminalText.escape(line.toString());
    }

    private static void goal(StringBuilder line, Goal goal) {
        line.append(' ').append(goal.id());
        if (!goal.state().equals("SERVING")) {
            line.append(' ').append(goal.state());
        }
        Optional<Snapshot.Status> status = goal.status();
        status.ifPresent(now -> line.append(" log ")
                .append(now.logSize())
                .append(" root ")
                .append(Words.id(now.logRoot()))
                .append(" final ")
                .append(now.finalSize())
                .append(' ')
                .append(now.consensus())
                .append(" lag ")
                .append(now.lag())
                .append(" accepted ")
                .append(now.accepted())
                .append(" rejected ")
                .append(now.rejected()));
    }
}
