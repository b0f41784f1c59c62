package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Fault;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.Message;

/** Asks peers for addresses and answers theirs. Where it is off, nothing is asked and answers are empty. Owned by the protocol's thread. */
final class PeerExchange {

    /** Most records in an answer. */
    static final int MOST_RECORDS = 32;

    private static final long ANSWER_EVERY_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long ASK_EVERY_NANOS = Duration.ofSeconds(21).toNanos();
    private static final long URGENT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long WANTED_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long REFRESH_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long LATELY_MS = Duration.ofDays(7).toMillis();
    private static final int TRIED_DRAWS = 32;
    private static final int MOST_REACHED = 8;

    private final DiscoveryConfig config;
    private final Surroundings around;
    private final Scoreboard scores;
    private final Slots slots;
    private final AddressBook book;
    private final RecentNodes recent;
    private final RecordIntake intake;
    private long nextAskNanos;

    PeerExchange(
            DiscoveryConfig config,
            Surroundings around,
            Scoreboard scores,
            Slots slots,
            AddressBook book,
            RecentNodes recent,
            RecordIntake intake) {
        this.config = config;
        this.around = around;
        this.scores = scores;
        this.slots = slots;
        this.book = book;
        this.recent = recent;
        this.intake = intake;
        this.nextAskNanos = around.ticker().nanos();
    }

    /** A peer is new: takes note of its own address, and asks it for more if they are of use. */
    void up(Slot slot) {
        if (!config.exchange()) {
            return;
        }
        intake.greeted(slot);
        if (slot.outbound() && missing() > 0) {
            ask(slot);
        }
    }

    /** Asks somebody if it is time: every 10 s with less than half the peers, every 60 s below the target, else every 10 min. */
    void round() {
        long now = around.ticker().nanos();
        if (now - nextAskNanos < 0) {
            return;
        }
        int missing = missing();
        long pause = missing == 0 ? REFRESH_NANOS : missing * 2 > config.outboundSlots() ? URGENT_NANOS : WANTED_NANOS;
        nextAskNanos = now + pause / 2 + around.random().nextLong(pause);
        askSome(1);
    }

    /** Asks up to {@code most} peers, drawn at random from those that were not asked lately. */
    void askSome(int most) {
        if (!config.exchange()) {
            return;
        }
        long now = around.ticker().nanos();
        List<Slot> willing = slots.where(slot -> slot.isUp() && slot.mayBeAsked(now, ASK_EVERY_NANOS));
        for (int i = 0; i < most && !willing.isEmpty(); i++) {
            ask(willing.remove(around.random().nextInt(willing.size())));
        }
    }

    /** Answers with nodes that are connected or were reached lately, at most every 20 s; {@code answered} is told if so. */
    void asked(Slot from, Consumer<Slot> answered) {
        if (from.answers(around.ticker().nanos(), ANSWER_EVERY_NANOS)) {
            around.links().send(from.peer(), new Message.Peers(choose(from.peer())));
            answered.accept(from);
        }
    }

    /** Takes in an answer; {@code learned} runs if the book may have gained by it. */
    void told(Slot from, Message.Peers answer, Runnable learned) {
        if (from.tookAnswer()) {
            intake.told(from.peer(), answer.records(), learned);
        } else {
            scores.fault(from.peer(), Fault.RATE_LIMIT);
        }
    }

    private void ask(Slot slot) {
        slot.ask(around.ticker().nanos());
        around.links().send(slot.peer(), new Message.AskPeers());
    }

    private int missing() {
        return Math.max(0, config.outboundSlots() - slots.up(Role.OUTBOUND).size());
    }

    /**
     * Mostly nodes that came here by themselves: each node dials about as many others, so these are an even sample of all,
     * while those that were chosen by somebody are chosen the more often the better they are known.
     */
    private List<AddressRecord> choose(Peer asker) {
        Set<AddressRecord> chosen = new LinkedHashSet<>();
        draw(reached(), MOST_REACHED, asker, chosen);
        draw(came(), MOST_RECORDS, asker, chosen);
        return List.copyOf(chosen);
    }

    private void draw(Set<AddressRecord> from, int upTo, Peer asker, Set<AddressRecord> chosen) {
        List<AddressRecord> pool = new ArrayList<>(from);
        for (int left = pool.size(); left > 0 && chosen.size() < upTo; left--) {
            int drawn = around.random().nextInt(left);
            AddressRecord record = pool.get(drawn);
            pool.set(drawn, pool.get(left - 1));
            if (mayBeTold(record, asker)) {
                chosen.add(record);
            }
        }
    }

    private Set<AddressRecord> came() {
        Set<AddressRecord> pool = new LinkedHashSet<>(recent.records());
        slots.where(slot -> slot.isUp() && !slot.outbound())
                .forEach(slot -> slot.record().ifPresent(pool::add));
        return pool;
    }

    private Set<AddressRecord> reached() {
        Set<AddressRecord> pool = new LinkedHashSet<>();
        slots.where(slot -> slot.isUp() && slot.outbound())
                .forEach(slot -> slot.record().ifPresent(pool::add));
        long nowMs = around.clock().millis();
        for (int i = 0; i < TRIED_DRAWS; i++) {
            Known known = book.drawTried();
            if (known != null && nowMs - known.lastSuccessMs() < LATELY_MS) {
                known.verifiedRecord().ifPresent(pool::add);
            }
        }
        return pool;
    }

    private boolean mayBeTold(AddressRecord record, Peer asker) {
        Hash id = record.nodeId();
        Endpoint endpoint = Endpoint.of(record.address()).orElse(null);
        return endpoint != null
                && !id.equals(asker.id())
                && endpoint.meantFor(asker.address())
                && RecordIntake.timely(record, around.clock().millis())
                && scores.refuses(id, endpoint.address()).isEmpty();
    }
}
