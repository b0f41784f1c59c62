package network.ian.p2p.transport;

import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.ClockSkew;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when this node's clock turns out to be wrong, and once when it is right again. Owned by the protocol's thread. */
final class ClockWatch {

    /** What comes and goes with one peer is not worth a line. */
    static final long LASTS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final MonotonicClock ticker;
    private boolean said;
    private boolean changing;
    private long changedNanos;

    ClockWatch(MonotonicClock ticker) {
        this.ticker = ticker;
    }

    void look(ClockSkew skew) {
        boolean wrong = skew.problem().isPresent();
        if (wrong == said) {
            changing = false;
            return;
        }
        if (!changing) {
            changing = true;
            changedNanos = ticker.nanos();
        }
        if (ticker.nanos() - changedNanos >= LASTS_NANOS) {
            changing = false;
            said = wrong;
            say(skew);
        }
    }

    private static void say(ClockSkew skew) {
        if (skew.problem().isPresent()) {
            LOG.atWarn()
                    .addKeyValue("skew_seconds", skew.seconds())
                    .addKeyValue("peers", skew.peers())
                    .log("Clock: {}", skew.problem().get());
        } else {
            LOG.atWarn()
                    .addKeyValue("skew_seconds", skew.seconds())
                    .addKeyValue("peers", skew.peers())
                    .log("Clock: no longer at odds with the peers'");
        }
    }
}
