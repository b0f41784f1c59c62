package network.ian.tau.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Finalities;
import network.ian.core.runtime.MonotonicClock;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.client.TauNode;

/**
 * Keeps the chains and the node's finality up to date, by two threads: one reads the Tau node, if there is one, and may wait
 * for it; the other tells what is settled, of blocks from peers as well, and waits for nobody. Thread-safe.
 */
public final class Watcher implements AutoCloseable {

    /** While a chain is fetched it changes all the time; what is settled is told in between, not each time. */
    private static final Duration TELL_AT_MOST_EVERY = Duration.ofMillis(50);

    private final AnchorChains chains;
    private final Optional<TauReader> reader;
    private final FinalityFeed feed;
    private final WakefulLoop telling;
    private final Optional<WakefulLoop> reading;

    /**
     * Wires a watcher, which {@link #start} starts.
     *
     * @param node closed by whoever made it, before this; empty for a node that hears of the chain from peers alone
     * @param clock settles anchors
     */
    public Watcher(
            AnchorChains chains,
            Optional<TauNode> node,
            Finalities finalities,
            WatchSettings settings,
            Clock clock,
            MonotonicClock monotonic) {
        this.chains = chains;
        this.reader = node.map(tau -> new TauReader(tau, chains, settings, clock, monotonic));
        this.feed = new FinalityFeed(chains, this::hasRead, finalities, clock);
        this.telling = new WakefulLoop("anchor-settled", TELL_AT_MOST_EVERY, woken -> feed.tell());
        this.reading =
                reader.map(read -> new WakefulLoop("tau-watcher", Duration.ZERO, woken -> readAndTell(read, woken)));
        chains.onChange(topic -> {
            feed.mark(topic);
            telling.wake();
        });
    }

    /** A goal's chain was added to the chains: has the Tau node read for it, and tells what is settled. */
    public void added(Hash topic) {
        feed.mark(topic);
        telling.wake();
        wake();
    }

    /** Starts watching. Tells the settled anchors of each goal once, whatever they are. */
    public void start() {
        telling.start();
        reading.ifPresent(WakefulLoop::start);
    }

    /** Has the Tau node read soon, for whoever waits for a transaction; returns at once. */
    public void wake() {
        reading.ifPresent(WakefulLoop::wake);
    }

    /** Whether this node has read the goal's chain from a Tau node itself since it was started, or the goal was added. */
    public boolean hasRead(Hash topic) {
        return reader.filter(read -> read.hasRead(topic)).isPresent()
                && !chains.status(topic).wrongNetwork();
    }

    public WatchStatus status() {
        return reader.map(TauReader::status).orElse(WatchStatus.NONE);
    }

    /** Stops both threads; waits up to 5 s for each. */
    @Override
    public void close() {
        reading.ifPresent(WakefulLoop::close);
        telling.close();
    }

    private Duration readAndTell(TauReader read, boolean woken) {
        long before = countRead(read);
        Duration wait = read.read(woken);
        if (countRead(read) > before) {
            telling.wake();
        }
        return wait;
    }

    private long countRead(TauReader read) {
        return chains.goals().stream()
                .filter(goal -> read.hasRead(goal.topic()))
                .count();
    }
}
