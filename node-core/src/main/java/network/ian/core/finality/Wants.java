package network.ian.core.finality;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.crypto.Hash;

/** What peers are asked for, so that nothing is asked anew with each entry that arrives. For one thread. */
final class Wants {

    private static final long FETCH_AGAIN_NANOS = 60_000_000_000L;

    private final Hash topic;
    private Optional<PrefixWanted> wanted = Optional.empty();
    private List<Hash> missing = List.of();
    private final Set<Hash> asked = new HashSet<>();
    private long askedAt;

    Wants(Hash topic) {
        this.topic = topic;
    }

    /** What list of ids is asked for. */
    Optional<PrefixWanted> wanted() {
        return wanted;
    }

    /** Wants this from now on. */
    void want(Optional<PrefixWanted> list, List<Hash> entries, PrefixSeeker seeker, long nowNanos) {
        if (!wanted.equals(list)) {
            wanted = list;
            seek(seeker);
        }
        missing = entries;
        if (!missing.isEmpty() && (!asked.containsAll(missing) || nowNanos - askedAt > FETCH_AGAIN_NANOS)) {
            fetch(seeker, nowNanos);
        }
        if (missing.isEmpty()) {
            asked.clear();
        }
    }

    /** Asks a new seeker for all of it. */
    void again(PrefixSeeker seeker, long nowNanos) {
        wanted.ifPresent(list -> seeker.seek(topic, list));
        if (!missing.isEmpty()) {
            fetch(seeker, nowNanos);
        }
    }

    private void seek(PrefixSeeker seeker) {
        wanted.ifPresentOrElse(list -> seeker.seek(topic, list), () -> seeker.forget(topic));
    }

    private void fetch(PrefixSeeker seeker, long nowNanos) {
        asked.clear();
        asked.addAll(missing);
        askedAt = nowNanos;
        seeker.fetch(topic, missing);
    }
}
