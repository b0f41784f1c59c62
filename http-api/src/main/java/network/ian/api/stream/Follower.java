package network.ian.api.stream;

import java.util.Optional;
import java.util.OptionalLong;

/** Where one subscription stands in the log: a position and nothing else. The hub's thread owns it. */
final class Follower {

    private final Filter filter;
    private long position;
    // Of this run's events that the filter takes, those up to the position.
    private long passed;

    private Follower(Filter filter, long position, long passed) {
        this.filter = filter;
        this.position = position;
        this.passed = passed;
    }

    /**
     * A subscription at its beginning.
     *
     * @param gap before its first event
     */
    record Start(Follower follower, Optional<Gap> gap) {}

    /** @param since the last event that the client has seen; empty: it wants what comes from now on */
    static Start start(EventLog log, Filter filter, Optional<Cursor> since) {
        if (since.isEmpty()) {
            return new Start(atHead(log, filter), Optional.empty());
        }
        Cursor from = since.get();
        if (!log.isOfThisRun(from)) {
            return new Start(atHead(log, filter), Optional.of(new Gap(Gap.Reason.RESTARTED, OptionalLong.empty())));
        }
        if (log.lastGone(filter) > from.sequence()) {
            return new Start(atHead(log, filter), Optional.of(new Gap(Gap.Reason.EXPIRED, missed(log, filter, from))));
        }
        long position = Math.max(from.sequence(), log.first() - 1);
        long passed = log.total(filter) - log.countAfter(position, filter);
        return new Start(new Follower(filter, position, passed), Optional.empty());
    }

    Filter filter() {
        return filter;
    }

    Cursor cursor(EventLog log) {
        return log.cursor(position);
    }

    /** Whether there is anything after the position. */
    boolean isBehind(EventLog log) {
        return position < log.head();
    }

    /** Goes on at the head if what comes next is no longer kept; a gap if some of that was for this client. */
    Optional<Gap> catchUp(EventLog log) {
        if (position + 1 >= log.first()) {
            return Optional.empty();
        }
        if (log.lastGone(filter) <= position) {
            position = log.first() - 1;
            return Optional.empty();
        }
        long total = log.total(filter);
        Gap gap = new Gap(Gap.Reason.OVERRUN, OptionalLong.of(total - passed));
        position = log.head();
        passed = total;
        return Optional.of(gap);
    }

    /** Takes the next events. */
    Chunk read(Chunks chunks, int maxBytes) {
        Chunks.Stretch stretch = chunks.after(position, filter, maxBytes);
        position = stretch.upTo();
        passed += stretch.chunk().messages().size();
        return stretch.chunk();
    }

    private static Follower atHead(EventLog log, Filter filter) {
        return new Follower(filter, log.head(), log.total(filter));
    }

    /** Only who takes everything can be told by the sequence what he missed. */
    private static OptionalLong missed(EventLog log, Filter filter, Cursor from) {
        boolean all = filter.equals(Filter.EVERYTHING);
        return all ? OptionalLong.of(log.head() - from.sequence()) : OptionalLong.empty();
    }
}
