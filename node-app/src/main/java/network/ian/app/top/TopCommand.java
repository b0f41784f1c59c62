package network.ian.app.top;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Style;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.app.client.NodeOptions;
import network.ian.app.lifecycle.StopSignal;
import network.ian.client.IanClient;
import network.ian.client.stream.Channel;
import network.ian.client.stream.Following;
import network.ian.client.stream.Subscription;
import network.ian.core.config.ConfigException;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian top}. */
@Command(
        name = "top",
        description = "Watch a running node: its goals, who leads, what comes in, peers, anchor, alerts, events.",
        footerHeading = "%n",
        footer = {
            "At a terminal the picture refreshes in place: q quits, arrows, tab or a digit switch the goal, p pauses,"
                    + " ? explains what is shown. A node that goes away is said to be, and waited for.",
            "In a pipe it prints a line at each interval and one for each event, until it is stopped or nobody reads.",
            "Colours follow NO_COLOR, characters beyond ASCII the locale."
        })
public final class TopCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int INTERRUPTED = 130;
    private static final double SHORTEST_SECONDS = 0.2;
    private static final double LONGEST_SECONDS = 3600;
    /** Beyond the interval; a look takes this long only if something is wrong. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** Changes of the leaderboard show by themselves. */
    private static final Subscription SHOWN =
            Subscription.to(Channel.CONTRIBUTIONS, Channel.PEERS, Channel.SYNC, Channel.TAU);

    private static final Size OF_A_PIPE = new Size(100, 40);

    private final Console console;
    private final Map<String, String> environment;
    private final Clock clock;
    private final MonotonicClock ticker;

    @Mixin
    private final NodeOptions node;

    @Option(
            names = "--goal",
            paramLabel = "GOAL",
            description = "The goal to look at; else the node's first. At a terminal it can be switched.")
    private String goal;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Time between two looks, 0.2 to 3600 (2).")
    private double interval;

    @Option(names = "--once", description = "Print one picture and end.")
    private boolean once;

    @Option(
            names = "--json",
            description =
                    "Print what the node answers to one look as one JSON object, null for what it lacks, and end.")
    private boolean json;

    /** @param environment says what the terminal can show */
    public TopCommand(
            Console console, NodeOptions node, Map<String, String> environment, Clock clock, MonotonicClock ticker) {
        this.console = console;
        this.node = node;
        this.environment = environment;
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        // Written so that it refuses NaN too.
        if (!(interval >= SHORTEST_SECONDS && interval <= LONGEST_SECONDS)) {
            throw new CommandFailure(ExitCode.USAGE, "--interval: expected 0.2 to 3600 seconds");
        }
        Optional<String> wanted = Optional.ofNullable(goal).map(GoalChoice::require);
        ApiClient client = node.connect();
        NodeSource source = new NodeSource(client, clock);
        Answers first = source.look(wanted);
        if (json) {
            console.json(first.json());
        } else if (once) {
            print(new Watch(first));
        } else {
            return follow(client.typed(), source, first, wanted);
        }
        return ExitCode.OK.number();
    }

    private int follow(IanClient client, NodeSource source, Answers first, Optional<String> wanted) throws IOException {
        Inbox inbox = new Inbox();
        Duration every = Duration.ofMillis(Math.round(1000 * interval));
        Poller poller = new Poller(source, every, inbox, wanted);
        try (StopSignal stop = StopSignal.listen(GRACE, INTERRUPTED)) {
            wakeBy(stop, inbox);
            poller.start();
            Following events = client.follow(SHOWN, new EventFeed(inbox));
            boolean finished = style().moves()
                    ? atTerminal(inbox, new Watch(first), poller, every, stop)
                    : new PlainReport(console.out(), inbox).run(first, stop);
            events.close();
            return finished ? ExitCode.OK.number() : INTERRUPTED;
        }
    }

    private boolean atTerminal(Inbox inbox, Watch watch, Poller poller, Duration every, StopSignal stop)
            throws IOException {
        try (Terminal terminal = Terminal.open(environment);
                FullScreen screen = new FullScreen(console.out())) {
            if (terminal.hasKeys()) {
                Keyboard.listen(Terminal.keys(), inbox);
            }
            WindowChange.listen(() -> inbox.offer(new Message.Resized()));
            Session.Clocks clocks = new Session.Clocks(clock, ticker, every.plus(LATE));
            Look look = new Look(layout(), new Painter(style()));
            return new Session(inbox, watch, poller, terminal, screen, look, clocks).run(stop);
        }
    }

    private void print(Watch watch) {
        Painter painter = new Painter(console.outIsTerminal() ? style() : new Style(false, false, true));
        Size size = console.outIsTerminal() ? Terminal.sizeNow(environment) : OF_A_PIPE;
        List<Line> lines = layout().once(watch.picture(clock.millis(), Long.MAX_VALUE), size);
        lines.forEach(line -> console.line(painter.paint(line).stripTrailing()));
    }

    private static void wakeBy(StopSignal stop, Inbox inbox) {
        NamedThreads.daemon("top-stop")
                .newThread(() -> {
                    stop.await();
                    inbox.offer(new Message.Woken());
                })
                .start();
    }

    private Style style() {
        return Style.of(console.outIsTerminal(), environment);
    }

    private static Layout layout() {
        return new Layout(ZoneId.systemDefault());
    }
}
