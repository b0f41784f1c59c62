package network.ian.core.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.AnchoredGoal;
import network.ian.core.finality.Freezing;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalException;
import network.ian.core.journal.JournalFullException;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A goal's durable state and what follows from it. Owned by the goal's writer thread; only {@link #view} and
 * {@link #health} may be called by others. The order is always: duplicates out, quota, journal, log, leaderboard, view,
 * answers, events.
 */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final long REOPEN_CHECK_NANOS = 1_000_000_000L;
    private static final long RECORD_OVERHEAD_BYTES = 512;
    /** Room for a header of the greatest length and a small pack. */
    private static final long ONE_ENTRY_BYTES = 4096;

    private final String goalId;
    private final Journal journal;
    private final Projector projector;
    private final DeepMerges merges;
    private final Quota quota;
    private final Telemetry telemetry;
    private final MonotonicClock ticker;
    private volatile GoalHealth health = GoalHealth.SERVING;
    private volatile OptionalLong failedAtNanos = OptionalLong.empty();
    private long nextReopenCheckNanos;
    private long refusedBytes = ONE_ENTRY_BYTES;

    Ledger(
            String goalId,
            Journal journal,
            Projector projector,
            DeepMerges merges,
            Quota quota,
            Telemetry telemetry,
            MonotonicClock ticker) {
        this.goalId = goalId;
        this.journal = journal;
        this.projector = projector;
        this.merges = merges;
        this.quota = quota;
        this.telemetry = telemetry;
        this.ticker = ticker;
    }

    String goalId() {
        return goalId;
    }

    GoalView view() {
        return projector.view();
    }

    GoalHealth health() {
        return health;
    }

    /** Nanoseconds since the goal failed; 0 while it has not. */
    long failedNanos() {
        OptionalLong since = failedAtNanos;
        return since.isPresent() ? ticker.nanos() - since.getAsLong() : 0;
    }

    /** Bytes of the journal on disk. */
    long bytesOnDisk() {
        return journal.bytesOnDisk();
    }

    /** Makes a group durable and visible, then answers it. Every append is answered, whatever happens. */
    void append(List<WriterTask.Append> group) {
        Projector.Parted parted = projector.part(group);
        if (!parted.fresh().isEmpty()) {
            appendNew(parted.fresh());
        }
        if (!parted.again().isEmpty()) {
            append(parted.again());
        }
    }

    private void appendNew(List<WriterTask.Append> fresh) {
        int fitting = health.takesContributions() ? fitting(fresh) : 0;
        if (fitting > 0) {
            appendFitting(fresh.subList(0, fitting));
        }
        refuse(fresh.subList(fitting, fresh.size()));
    }

    /** A burst that is larger than the room left is taken as far as it fits; the goal is full from there on. */
    private int fitting(List<WriterTask.Append> fresh) {
        if (takes(bytes(fresh))) {
            return fresh.size();
        }
        int fits = 0;
        int tooMany = fresh.size();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            if (takes(bytes(fresh.subList(0, middle)))) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        // Less would open the goal again only to refuse the same; more might never be free again.
        refusedBytes = Math.max(ONE_ENTRY_BYTES, bytes(fresh.subList(fits, fits + 1)));
        return fits;
    }

    private void appendFitting(List<WriterTask.Append> group) {
        Optional<long[]> locators = write(group.stream().map(Ledger::entry).toList());
        if (locators.isPresent()) {
            projector.integrate(group, locators.get(), journal.position());
        } else {
            refusedBytes = Math.max(refusedBytes, bytes(group));
            refuse(group);
        }
    }

    private static long bytes(List<WriterTask.Append> group) {
        return group.stream()
                .map(WriterTask.Append::contribution)
                .mapToLong(contribution -> RECORD_OVERHEAD_BYTES
                        + contribution.signed().bytes().size()
                        + contribution.bodyBytes().size())
                .sum();
    }

    /** Whether there is room at all: a goal that was full when the node stopped says so before anybody posts. */
    void checkRoom() {
        takes(refusedBytes);
    }

    /** What is due beside appending: deep merges, and taking in again when there is room. */
    void maintain() {
        if (health.state() == GoalHealth.State.FAILED) {
            return;
        }
        merges.advance().ifPresent(change -> projector.merged(change, journal.position()));
        if (health.state() == GoalHealth.State.FULL && ticker.nanos() - nextReopenCheckNanos >= 0) {
            nextReopenCheckNanos = ticker.nanos() + REOPEN_CHECK_NANOS;
            if (takes(refusedBytes)) {
                LOG.atInfo().addKeyValue("goal", goalId).log("There is room again: the goal takes contributions");
                health = GoalHealth.SERVING;
                refusedBytes = ONE_ENTRY_BYTES;
            }
        }
    }

    /** Replaces the frozen prefix. */
    AnchoredGoal.Answer freeze(Freezing freezing) {
        if (health.state() == GoalHealth.State.FAILED) {
            return AnchoredGoal.Answer.REFUSED;
        }
        boolean done = projector.freeze(freezing, journal.position());
        return done ? AnchoredGoal.Answer.DONE : AnchoredGoal.Answer.NEEDS_RANKING;
    }

    /** The state that exactly the journal's records come to; empty if a failure left some of them out of it. */
    Optional<GoalSnapshot> cut(long rejected) {
        if (health.state() != GoalHealth.State.FAILED && view().pending() > 0) {
            projector.merged(merges.mergeNow(), journal.position());
        }
        return view().pending() == 0 ? Optional.of(view().snapshot(projector.topic(), rejected)) : Optional.empty();
    }

    /** Folds the leaderboard anew and publishes it. */
    void rankAnew() {
        projector.rankAnew(journal.position());
    }

    /** Overwrites a body on disk. False if the id is unknown, or its body gone already. */
    boolean dropBody(Hash contributionId) {
        try {
            OptionalLong locator = view().log().locatorOf(contributionId);
            return locator.isPresent() && journal.dropBody(locator.getAsLong());
        } catch (JournalFullException e) {
            full(e.getMessage());
            return false;
        } catch (IOException e) {
            fail("a body could not be dropped: " + e.getMessage(), List.of());
            return false;
        }
    }

    /** Reads go on, intake ends until the next start; {@code unanswered} get "undecided". */
    void fail(String detail, List<WriterTask.Append> unanswered) {
        LOG.atError().addKeyValue("goal", goalId).log("The goal takes no more contributions: {}", detail);
        failedAtNanos = OptionalLong.of(ticker.nanos());
        health = new GoalHealth(GoalHealth.State.FAILED, "goal " + goalId + ": " + detail);
        refuse(unanswered);
    }

    void close() {
        try (journal) {
            // What failed in the middle of a group is not published: the view is as it was before it.
            if (health.state() != GoalHealth.State.FAILED) {
                projector.merged(merges.mergeNow(), journal.position());
            }
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("goal", goalId).log("The journal did not close cleanly");
        }
    }

    private Optional<long[]> write(List<JournalEntry> entries) {
        long started = ticker.nanos();
        try {
            long[] locators = journal.append(entries);
            telemetry.committed(goalId, entries.size(), ticker.nanos() - started);
            return Optional.of(locators);
        } catch (JournalFullException e) {
            full(e.getMessage());
        } catch (JournalException e) {
            fail(e.getMessage(), List.of());
        }
        return Optional.empty();
    }

    private boolean takes(long bytes) {
        if (health.state() == GoalHealth.State.FAILED) {
            return false;
        }
        try {
            Optional<String> exceeded = quota.exceededBy(journal.bytesOnDisk(), bytes);
            exceeded.ifPresent(this::full);
            return exceeded.isEmpty();
        } catch (IOException e) {
            full("the file system does not say how much is free: " + e.getMessage());
            return false;
        }
    }

    private void full(String detail) {
        if (health.state() == GoalHealth.State.FAILED) {
            return;
        }
        if (health.state() == GoalHealth.State.SERVING) {
            LOG.atError().addKeyValue("goal", goalId).log("The goal takes no contributions for now: {}", detail);
        }
        health = new GoalHealth(GoalHealth.State.FULL, "goal " + goalId + " takes no contributions now: " + detail);
        nextReopenCheckNanos = ticker.nanos() + REOPEN_CHECK_NANOS;
    }

    private void refuse(List<WriterTask.Append> group) {
        group.forEach(append -> append.answer().complete(Answers.undecided(append.outcome(), health.detail())));
    }

    private static JournalEntry entry(WriterTask.Append append) {
        var signed = append.contribution().signed();
        return new JournalEntry(
                signed.id(),
                signed.header().timestampMs(),
                signed.header().packHash(),
                SponsoredKey.fingerprint(signed.header()),
                signed.bytes(),
                signed.signature(),
                append.outcome().metrics().orElseThrow(),
                append.contribution().bodyBytes());
    }
}
