package network.ian.tau.devnode;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How a stand-in misbehaves towards its clients. Off at first. Thread-safe; a change counts from the next command on. */
public final class Mischief {

    private record Failure(String code, int times, boolean carriedOut) {}

    private final RandomGenerator random;
    private final Map<String, Failure> failures = new HashMap<>();
    private boolean digitKeysRefused;
    private boolean namedKeysRefused;
    private int mempoolCapacity = 1_000;
    private boolean stalling;
    private Duration delay = Duration.ZERO;
    private int cutsLeft;
    private double keptShare;
    private double cutShare;
    private double dropShare;
    private boolean unlimited;
    private Optional<Lie> lie = Optional.empty();

    Mischief(RandomGenerator random) {
        this.random = random;
    }

    /** Lets a rule refuse every value under a digit key ({@code TX_REJECTED}). */
    public synchronized void refuseDigitKeys(boolean on) {
        digitKeysRefused = on;
    }

    /** Refuses operation keys that are no digits ({@code TX_REJECTED}), as a future Tau might. */
    public synchronized void refuseNamedKeys(boolean on) {
        namedKeysRefused = on;
    }

    /** How many transactions may wait before {@code MEMPOOL_FULL}; 1,000 at first. */
    public synchronized void limitMempool(int transactions) {
        mempoolCapacity = transactions;
    }

    /** Takes connections and commands and never answers; connections that met it stay silent for good. */
    public synchronized void stall(boolean on) {
        stalling = on;
    }

    /** Waits before every reply, whose command was carried out already. */
    public synchronized void delayReplies(Duration by) {
        delay = by;
    }

    /**
     * Carries the next commands out, sends only the beginning of their replies, and closes the connections.
     *
     * @param share of each reply that is sent, from 0 (nothing) to less than 1
     */
    public synchronized void cutNextReplies(int replies, double share) {
        cutsLeft = replies;
        keptShare = share;
    }

    /** As {@link #cutNextReplies} for a share of all replies, from 0 to 1, at random places. */
    public synchronized void cutReplies(double share) {
        cutShare = share;
    }

    /** Closes this share of connections, from 0 to 1, as soon as they are made. */
    public synchronized void dropConnections(double share) {
        dropShare = share;
    }

    /** Answers the next {@code times} calls of a command with an error, without carrying them out. */
    public synchronized void failNext(String command, String code, int times) {
        failures.put(command, new Failure(code, times, false));
    }

    /** As {@link #failNext}, but the commands are carried out all the same, as when a node takes longer than it allows. */
    public synchronized void failAfterNext(String command, String code, int times) {
        failures.put(command, new Failure(code, times, true));
    }

    /** Lifts the limits on commands per second. */
    public synchronized void liftRateLimits(boolean on) {
        unlimited = on;
    }

    /** Lies about the chain until {@link #tellTheTruth}. */
    public synchronized void tell(Lie another) {
        lie = Optional.of(another);
    }

    public synchronized void tellTheTruth() {
        lie = Optional.empty();
    }

    synchronized boolean refusesDigitKeys() {
        return digitKeysRefused;
    }

    synchronized boolean refusesNamedKeys() {
        return namedKeysRefused;
    }

    synchronized int mempoolCapacity() {
        return mempoolCapacity;
    }

    synchronized boolean stalls() {
        return stalling;
    }

    synchronized Duration delay() {
        return delay;
    }

    synchronized boolean isUnlimited() {
        return unlimited;
    }

    synchronized boolean dropsConnection() {
        return dropShare > 0 && random.nextDouble() < dropShare;
    }

    /** The share of the next reply that is sent before the connection is cut; empty if it is sent whole. */
    synchronized Optional<Double> cut() {
        if (cutsLeft > 0) {
            cutsLeft--;
            return Optional.of(keptShare);
        }
        return cutShare > 0 && random.nextDouble() < cutShare ? Optional.of(random.nextDouble()) : Optional.empty();
    }

    /** The error that a call of {@code command} gets, after {@code carryOut} if it is to be carried out. */
    Optional<Refusal> failure(String command, Runnable carryOut) {
        Optional<Failure> failure = takeFailure(command);
        if (failure.isPresent() && failure.get().carriedOut()) {
            carryOut.run();
        }
        return failure.map(told -> Refusal.of(told.code(), "The stand-in was told to say so."));
    }

    private synchronized Optional<Failure> takeFailure(String command) {
        Failure failure = failures.get(command);
        if (failure == null || failure.times() <= 0) {
            return Optional.empty();
        }
        failures.put(command, new Failure(failure.code(), failure.times() - 1, failure.carriedOut()));
        return Optional.of(failure);
    }

    synchronized Optional<Lie> lie() {
        return lie;
    }
}
