package network.ian.p2p.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.RecordVerifier;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Fault;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.AddressRecord;

/**
 * The way of address records into the book: what cannot be of use is dropped unseen, the rest is used once its signature
 * was checked. At most 64 checks a second on average, 512 at a time. Owned by the protocol's thread.
 */
final class RecordIntake {

    private static final long AHEAD_MS = Duration.ofMinutes(10).toMillis();
    private static final long OLDEST_MS = Duration.ofDays(30).toMillis();
    private static final int BATCH = 32;

    private final Self self;
    private final Surroundings around;
    private final Scoreboard scores;
    private final AddressBook book;
    private final RecentNodes recent;
    private final TokenBucket budget;
    private final Queue<Known> restored = new ArrayDeque<>();

    private record Candidate(Hash id, Endpoint endpoint) {}

    RecordIntake(Self self, Surroundings around, Scoreboard scores, AddressBook book, RecentNodes recent) {
        this.self = self;
        this.around = around;
        this.scores = scores;
        this.book = book;
        this.recent = recent;
        this.budget = new TokenBucket(around.ticker(), 512, 64);
    }

    /** Whether a record is neither too old to be of use nor from a future that clock skew does not explain. */
    static boolean timely(AddressRecord record, long nowMs) {
        long ageMs = nowMs - record.timestampMs();
        return ageMs <= OLDEST_MS && ageMs >= -AHEAD_MS;
    }

    /** Takes in the record of a peer's Hello. */
    void greeted(Slot slot) {
        AddressRecord record = slot.peer().record().orElse(null);
        Candidate candidate =
                record == null ? null : candidate(record, slot.peer().address()).orElse(null);
        if (candidate == null) {
            return;
        }
        if (isChecked(candidate.id(), record)) {
            introduced(slot, candidate, record);
        } else if (budget.take(1) == 1) {
            around.verifier().verify(List.of(record), result -> {
                blame(slot.peer(), result);
                if (!result.valid().isEmpty()) {
                    book.learn(candidate.id(), candidate.endpoint(), record, true, source(slot.peer()));
                    introduced(slot, candidate, record);
                }
            });
        }
    }

    /** Takes in what a peer tells of others; {@code learned} runs if the book may have gained by it. */
    void told(Peer from, List<AddressRecord> records, Runnable learned) {
        Map<AddressRecord, Candidate> useful = new LinkedHashMap<>();
        for (AddressRecord record : records) {
            candidate(record, from.address())
                    .filter(candidate -> isNews(candidate.id(), record))
                    .ifPresent(candidate -> useful.put(record, candidate));
        }
        List<AddressRecord> checked = List.copyOf(useful.keySet());
        int affordable = budget.take(checked.size());
        if (affordable > 0) {
            around.verifier().verify(checked.subList(0, affordable), result -> {
                blame(from, result);
                enter(result.valid(), useful, source(from));
                learned.run();
            });
        }
    }

    /** What this node remembers is used at once to dial, but passed on only when its signature was checked again. */
    void restored(Known known) {
        restored.add(known);
    }

    /** Checks a few of what was restored. */
    void recheck() {
        Map<AddressRecord, Known> some = new LinkedHashMap<>();
        while (some.size() < BATCH && !restored.isEmpty()) {
            Known known = restored.remove();
            known.record()
                    .filter(record -> known.verifiedRecord().isEmpty())
                    .ifPresent(record -> some.put(record, known));
        }
        if (!some.isEmpty()) {
            around.verifier()
                    .verify(
                            List.copyOf(some.keySet()),
                            result -> result.valid().forEach(record -> confirm(record, some)));
        }
    }

    private static void confirm(AddressRecord record, Map<AddressRecord, Known> asked) {
        Known known = asked.get(record);
        if (known != null && known.record().filter(record::equals).isPresent()) {
            known.record(record, true);
        }
    }

    private void enter(List<AddressRecord> valid, Map<AddressRecord, Candidate> asked, NetGroup source) {
        for (AddressRecord record : valid) {
            Candidate candidate = asked.get(record);
            if (candidate != null) {
                book.learn(candidate.id(), candidate.endpoint(), record, true, source);
            }
        }
    }

    private void introduced(Slot slot, Candidate candidate, AddressRecord record) {
        slot.record(record);
        // An address that differs from where the connection comes from may be right, but nobody has seen it work.
        if (!slot.outbound()
                && candidate.endpoint().address().equals(slot.endpoint().address())) {
            recent.saw(candidate.id(), record, slot.group());
        }
    }

    private void blame(Peer from, RecordVerifier.Result result) {
        if (result.forged()) {
            scores.fault(from, Fault.FORGED_CLAIM);
        }
    }

    private Optional<Candidate> candidate(AddressRecord record, InetAddress teller) {
        if (!timely(record, around.clock().millis())) {
            return Optional.empty();
        }
        return Endpoint.of(record.address())
                .filter(endpoint -> endpoint.usable() && endpoint.meantFor(teller) && !self.isAt(endpoint))
                .map(endpoint -> new Candidate(record.nodeId(), endpoint))
                .filter(candidate -> !self.is(candidate.id()));
    }

    private boolean isNews(Hash id, AddressRecord record) {
        AddressRecord held = book.of(id).flatMap(Known::record).orElse(null);
        return held == null || held.timestampMs() < record.timestampMs();
    }

    private boolean isChecked(Hash id, AddressRecord record) {
        return book.of(id).flatMap(Known::verifiedRecord).filter(record::equals).isPresent();
    }

    private static NetGroup source(Peer from) {
        return NetGroup.of(from.address(), 0);
    }
}
