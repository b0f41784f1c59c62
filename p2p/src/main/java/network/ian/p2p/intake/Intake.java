package network.ian.p2p.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.intake.RetryQueue.Held;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Deed;
import network.ian.p2p.score.Scoreboard;

/**
 * The one way in for what peers supply: judges every id once at a time, remembers what was refused, retries what could not
 * be decided, and blames only what is provable. Every entry that is {@link Offer#TAKEN} is told to the listeners exactly
 * once, at the end of its last try. Owned by the protocol's thread.
 */
public final class Intake {

    private static final long RETRY_ROUND_NANOS = 1_000_000_000L;

    private final Surroundings around;
    private final Scoreboard scores;
    private final List<IntakeListener> listeners = new ArrayList<>();
    private final JudgingWindow window = new JudgingWindow();
    private final RefusedIds refused = new RefusedIds();
    private final RetryQueue undecided = new RetryQueue();
    /** Apart, because anybody can make entries ahead of the clock: they must neither push out others nor count as load. */
    private final RetryQueue ahead = new RetryQueue();

    private final EarlyDrop earlyDrop;
    private boolean retrying;

    public Intake(Surroundings around, Scoreboard scores) {
        this.around = around;
        this.scores = scores;
        this.earlyDrop = new EarlyDrop(around.random());
    }

    public void listen(IntakeListener listener) {
        listeners.add(listener);
    }

    /** Hands an entry in for judgement. */
    public Offer offer(GoalSet goal, Supplied supplied) {
        Hash id = supplied.entry().id();
        EntryKey key = EntryKey.of(goal, id);
        if (window.holds(key) || waits(key)) {
            return Offer.IN_PROGRESS;
        }
        if (goal.contains(id)) {
            return Offer.KNOWN;
        }
        if (refused.contains(key)) {
            return Offer.REFUSED_BEFORE;
        }
        if (!window.fits(supplied) || droppedEarly(supplied)) {
            return Offer.NO_ROOM;
        }
        judge(goal, supplied, 1);
        return Offer.TAKEN;
    }

    /** Whether there is nothing to gain from asking for {@code id}: admitted, being judged, or refused for good. */
    public boolean settled(GoalSet goal, Hash id) {
        EntryKey key = EntryKey.of(goal, id);
        return goal.contains(id) || window.holds(key) || waits(key) || refused.contains(key);
    }

    /** Whether the goal's rules refused {@code id} for good; refusals of long ago are forgotten. */
    public boolean refused(GoalSet goal, Hash id) {
        return refused.contains(EntryKey.of(goal, id));
    }

    /** Entries of history that may be handed in now before {@link Offer#NO_ROOM}, if they are of typical length. */
    public int room() {
        // Much that cannot be decided means that whoever decides is overloaded: more would only be thrown away.
        return undecided.size() > RetryQueue.ENTRIES / 2 ? 0 : window.roomForHistory();
    }

    /** Entries being judged. */
    public int judging() {
        return window.size();
    }

    /** Bytes of header and body of the entries being judged. */
    public long judgingBytes() {
        return window.bytes();
    }

    /** Entries that wait for another try. */
    public int waitingForRetry() {
        return undecided.size() + ahead.size();
    }

    /** Bytes of header and body of the entries that wait for another try. */
    public long bytesForRetry() {
        return undecided.bytes() + ahead.bytes();
    }

    /** Source addresses whose record decides who is heard under overload. */
    public int addresses() {
        return earlyDrop.size();
    }

    /** Ids remembered as refused. */
    public int refusedIds() {
        return refused.size();
    }

    private boolean droppedEarly(Supplied supplied) {
        return supplied.entrance() == Entrance.DOOR
                && window.doorCrowded()
                && !earlyDrop.lets(supplied.from().address(), around.ticker().nanos());
    }

    private void judge(GoalSet goal, Supplied supplied, int tries) {
        window.enter(EntryKey.of(goal, supplied.entry().id()), supplied);
        around.admission()
                .judge(goal, supplied.entry(), supplied.entrance(), verdict -> decided(goal, supplied, tries, verdict));
    }

    private void decided(GoalSet goal, Supplied supplied, int tries, Verdict verdict) {
        Hash id = supplied.entry().id();
        window.leave(EntryKey.of(goal, id), supplied);
        Conclusion conclusion = Conclusion.of(verdict, supplied.entrance(), goal.contains(id));
        if (conclusion.again() && tries < RetryQueue.TRIES) {
            if (verdict instanceof Verdict.Undecided open) {
                retryLater(undecided, goal, supplied, tries, TimeUnit.SECONDS.toNanos(open.retrySeconds()));
            } else {
                retryLater(ahead, goal, supplied, tries, 0);
            }
            return;
        }
        remember(goal, supplied, verdict, conclusion);
        conclusion.blame().ifPresent(fault -> scores.fault(supplied.from(), fault));
        tell(goal, supplied, conclusion.result());
    }

    private void remember(GoalSet goal, Supplied supplied, Verdict verdict, Conclusion conclusion) {
        long now = around.ticker().nanos();
        if (verdict instanceof Verdict.Accept) {
            earlyDrop.accepted(supplied.from().address(), now);
            scores.credit(supplied.from(), Deed.VALID_CONTRIBUTION);
        } else if (verdict instanceof Verdict.Reject) {
            earlyDrop.rejected(supplied.from().address(), now);
        } else if (verdict instanceof Verdict.Ignore ignore && ignore.reason() != Reason.DUPLICATE) {
            earlyDrop.ignored(supplied.from().address(), now);
        }
        if (conclusion.result() == Result.REFUSED) {
            refused.add(EntryKey.of(goal, supplied.entry().id()));
        }
    }

    private void tell(GoalSet goal, Supplied supplied, Result result) {
        listeners.forEach(listener -> listener.judged(goal, supplied, result));
    }

    private boolean waits(EntryKey key) {
        return undecided.holds(key) || ahead.holds(key);
    }

    private void retryLater(RetryQueue retries, GoalSet goal, Supplied supplied, int tries, long leastNanos) {
        List<Held> dropped =
                retries.add(goal, supplied, tries, leastNanos, around.ticker().nanos());
        armRetries();
        dropped.forEach(entry -> tell(entry.goal(), entry.supplied(), Result.NOT_NOW));
    }

    private void armRetries() {
        if (!retrying && waitingForRetry() > 0) {
            retrying = true;
            around.timers().after(RETRY_ROUND_NANOS, this::retryRound);
        }
    }

    private void retryRound() {
        retrying = false;
        retryDue(undecided);
        retryDue(ahead);
        armRetries();
    }

    private void retryDue(RetryQueue retries) {
        for (Held entry : retries.due(around.ticker().nanos())) {
            if (window.fits(entry.supplied())) {
                retries.remove(entry);
                judge(entry.goal(), entry.supplied(), entry.tries() + 1);
            }
        }
    }
}
