package network.ian.app.top;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import network.ian.app.lifecycle.StopSignal;
import network.ian.core.runtime.MonotonicClock;

/** A person at a terminal looks at a node: draws what comes in and does what the keys say. One thread draws. */
final class Session {

    private static final Duration TICK = Duration.ofSeconds(1);
    /** However much happens, the screen changes no more often than that. */
    private static final Duration BETWEEN_PICTURES = Duration.ofMillis(50);

    private final Inbox inbox;
    private final Watch watch;
    private final Poller poller;
    private final Terminal terminal;
    private final FullScreen screen;
    private final Look look;
    private final Clocks clocks;
    private Size size;

    /**
     * What a session needs to know of time.
     *
     * @param patience how long after the last look the next one is late
     */
    record Clocks(InstantSource clock, MonotonicClock ticker, Duration patience) {}

    Session(Inbox inbox, Watch watch, Poller poller, Terminal terminal, FullScreen screen, Look look, Clocks clocks) {
        this.inbox = inbox;
        this.watch = watch;
        this.poller = poller;
        this.terminal = terminal;
        this.screen = screen;
        this.look = look;
        this.clocks = clocks;
        this.size = terminal.size();
    }

    /** Goes on until a person quits or a signal comes; false for a signal. */
    boolean run(StopSignal stop) {
        draw();
        long drawn = clocks.ticker().nanos();
        while (!stop.isRequested() && !Thread.currentThread().isInterrupted()) {
            Optional<Message> message = inbox.next(TICK);
            while (message.isPresent()) {
                if (message.get() instanceof Message.Pressed pressed && pressed.key() instanceof Key.Quit) {
                    return true;
                }
                take(message.get());
                long left = BETWEEN_PICTURES.toNanos() - (clocks.ticker().nanos() - drawn);
                message = inbox.next(Duration.ofNanos(Math.max(0, left)));
            }
            draw();
            drawn = clocks.ticker().nanos();
        }
        return false;
    }

    private void take(Message message) {
        if (message instanceof Message.Looked looked) {
            watch.looked(looked.answers());
        } else if (message instanceof Message.Failed failed) {
            watch.failed(failed.why());
        } else if (message instanceof Message.Happened happened) {
            watch.happened(happened.event());
        } else if (message instanceof Message.Following following) {
            watch.following(following.follows());
        } else if (message instanceof Message.Pressed pressed) {
            press(pressed.key());
        } else if (message instanceof Message.Resized) {
            size = terminal.size();
            screen.forget();
        } else if (message instanceof Message.Synchronizes) {
            screen.synchronize();
        } else if (message instanceof Message.Broken broken) {
            throw broken.fault();
        }
    }

    private void press(Key key) {
        if (key instanceof Key.NextGoal) {
            watch.goalAfter(1).ifPresent(poller::want);
        } else if (key instanceof Key.PreviousGoal) {
            watch.goalAfter(-1).ifPresent(poller::want);
        } else if (key instanceof Key.ThatGoal that) {
            watch.goalAt(that.index()).ifPresent(poller::want);
        } else if (key instanceof Key.Pause) {
            watch.pause();
        } else if (key instanceof Key.Help) {
            watch.help();
        }
    }

    private void draw() {
        Picture picture =
                watch.picture(clocks.clock().millis(), clocks.patience().toMillis());
        screen.draw(look.lines(picture, size));
    }
}
