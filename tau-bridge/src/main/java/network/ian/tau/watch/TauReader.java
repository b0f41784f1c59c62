package network.ian.tau.watch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.ChainGoal;
import network.ian.tau.chain.NodeRead;
import network.ian.tau.client.BreakerOpenException;
import network.ian.tau.client.TauException;
import network.ian.tau.client.TauNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a Tau node into the chains: asks for its head, and for all blocks when that is another one. One thread reads, any
 * thread asks for the status.
 */
final class TauReader {

    private static final Logger LOG = LoggerFactory.getLogger(TauReader.class);

    /** Shortest time between the end of a download and the start of the next one. */
    private static final long GAP_NANOS = Duration.ofSeconds(5).toNanos();

    /** As {@link #GAP_NANOS}, if somebody waits for it; also between two attempts. */
    private static final long WOKEN_GAP_NANOS = Duration.ofSeconds(1).toNanos();

    /** A download takes the node's time and ours: at most a tenth of it. */
    private static final int SHARE = 10;

    private static final String TEST = "test";
    private static final int MAX_SHOWN = 200;

    private final TauNode node;
    private final AnchorChains chains;
    private final WatchSettings settings;
    private final Clock clock;
    private final MonotonicClock monotonic;
    private volatile WatchStatus status =
            new WatchStatus(true, Optional.empty(), OptionalLong.empty(), Optional.empty(), "not asked yet");
    private volatile List<ChainGoal> goalsRead = List.of();
    private Optional<TauNode.Head> readUpTo = Optional.empty();
    private Optional<String> env = Optional.empty();
    private boolean greeted;
    private boolean wanted;
    private boolean attempted;
    private long attemptNanos;
    private boolean downloaded;
    private long endNanos;
    private long durationNanos;
    private boolean whole;
    private int refused;
    /** What the log has last said of an outage that goes on; empty while the node is read. */
    private String said = "";

    TauReader(TauNode node, AnchorChains chains, WatchSettings settings, Clock clock, MonotonicClock monotonic) {
        this.node = node;
        this.chains = chains;
        this.settings = settings;
        this.clock = clock;
        this.monotonic = monotonic;
    }

    WatchStatus status() {
        return status;
    }

    /** Whether all that the node has was read into the goal's chain; a goal that is added waits for the next download. */
    boolean hasRead(Hash topic) {
        return goalsRead.stream().anyMatch(goal -> goal.topic().equals(topic));
    }

    /** Asks once; returns how long to wait for the next time. */
    Duration read(boolean woken) {
        wanted |= woken;
        long now = monotonic.nanos();
        if (attempted && now - attemptNanos < WOKEN_GAP_NANOS && wanted) {
            return Duration.ofNanos(WOKEN_GAP_NANOS - (now - attemptNanos));
        }
        attempted = true;
        attemptNanos = now;
        try {
            return ask(now);
        } catch (IOException e) {
            greeted = false;
            return failed(e);
        } catch (TauException | RuntimeException e) {
            return failed(e);
        }
    }

    private Duration ask(long now) throws IOException, TauException {
        if (!greeted) {
            TauNode.Hello hello = node.hello();
            env = Optional.of(printable(hello.env()));
            if (settings.production() && TEST.equals(hello.env())) {
                return problem("it is a test node (env=test), which production refuses");
            }
            greeted = true;
        }
        TauNode.Head head = node.head();
        List<ChainGoal> goals = chains.goals();
        boolean current = readUpTo.equals(Optional.of(head)) && goalsRead.equals(goals);
        long wait = current ? 0 : untilDownload(now);
        if (wait > 0) {
            status = new WatchStatus(true, Optional.of(head), status.lastReadMs(), env, whole ? "" : status.problem());
            return Duration.ofNanos(wait);
        }
        wanted = false;
        if (!current) {
            // One that is added during the download is not in it.
            readUpTo = download() ? Optional.of(head) : Optional.empty();
            goalsRead = goals;
        }
        if (!status.problem().isEmpty()) {
            LOG.info("The Tau node is read, its head is block {}", head.number());
        }
        said = "";
        status = new WatchStatus(true, Optional.of(head), OptionalLong.of(clock.millis()), env, "");
        return settings.poll();
    }

    private long untilDownload(long now) {
        if (!downloaded) {
            return 0;
        }
        long gap = wanted
                ? Math.max(WOKEN_GAP_NANOS, durationNanos)
                // Waiting for a node that fell silent was no work of either.
                : Math.max(GAP_NANOS, Math.multiplyExact(whole ? SHARE : 1, durationNanos));
        return endNanos + gap - now;
    }

    /** Reads all blocks; false if the same ones, read again, would lead further. */
    private boolean download() throws IOException, TauException {
        long start = monotonic.nanos();
        whole = false;
        NodeRead read = chains.read();
        try (read) {
            node.blocks(read);
            whole = true;
        } finally {
            downloaded = true;
            endNanos = monotonic.nanos();
            durationNanos = endNanos - start;
        }
        if (read.refused() > refused) {
            LOG.warn("The Tau node shows {} blocks that no validator of a goal's spec signed", read.refused());
        }
        refused = read.refused();
        return !read.isWorthRepeating();
    }

    private Duration failed(Exception e) {
        // Its text counts down: in the log it would be news each time. What opened the breaker has been said.
        return e instanceof BreakerOpenException ? unread(printable(e)) : problem(printable(e));
    }

    private Duration problem(String text) {
        if (!text.equals(said)) {
            LOG.warn("The Tau node cannot be read: {}", text);
            said = text;
        }
        return unread(text);
    }

    private Duration unread(String text) {
        status = new WatchStatus(true, status.head(), status.lastReadMs(), env, text);
        return settings.poll();
    }

    /** What a node or a library says may hold anything. */
    private static String printable(Exception e) {
        return printable(e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private static String printable(String text) {
        String shown = text.replaceAll("[^ -~]", "?");
        return shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) : shown;
    }
}
