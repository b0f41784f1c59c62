package network.ian.p2p.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.Entrance;
import network.ian.core.runtime.ManualClock;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Verdict ACCEPT = new Verdict.Accept();
    private static final Verdict UNDECIDED = new Verdict.Undecided(Reason.OVERLOADED, "test");

    private record Told(Hash id, Result result) {}

    private final ManualClock clock = new ManualClock();
    private final List<Runnable> timers = new ArrayList<>();
    private final ArrayDeque<Consumer<Verdict>> judging = new ArrayDeque<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Admitted admitted = new Admitted();
    private final GoalSet goal = new GoalSet(Sha256.of(new byte[] {1}), "TEST", 1 << 20, () -> admitted, () -> true);
    private final Peer peer = peer(1);
    private final Intake intake = intake();

    @Test
    void anIdIsJudgedOnceAtATime() {
        assertThat(offer(1, Entrance.DOOR)).isEqualTo(Offer.TAKEN);
        assertThat(offer(1, Entrance.DOOR)).isEqualTo(Offer.IN_PROGRESS);
        assertThat(intake.settled(goal, entry(1).id())).isTrue();
        admitted.add(entry(1).id());
        decide(ACCEPT);
        assertThat(told).containsExactly(new Told(entry(1).id(), Result.ADMITTED));
        assertThat(offer(1, Entrance.DOOR)).isEqualTo(Offer.KNOWN);
        assertThat(intake.judging()).isZero();
        assertThat(intake.judgingBytes()).isZero();
    }

    @Test
    void whatEvaluationRefusesIsRememberedAndNobodysFault() {
        int number = 0;
        for (Reason reason : List.of(Reason.BELOW_THRESHOLD, Reason.EVALUATION_ERROR, Reason.EVALUATION_TIMEOUT)) {
            number++;
            offer(number, Entrance.HISTORY);
            decide(new Verdict.Reject(reason, "test"));
            assertThat(offer(number, Entrance.HISTORY)).isEqualTo(Offer.REFUSED_BEFORE);
            assertThat(intake.settled(goal, entry(number).id())).isTrue();
        }
        assertThat(told).allMatch(one -> one.result() == Result.REFUSED);
        assertThat(faults).isEmpty();
        assertThat(intake.refusedIds()).isEqualTo(3);
    }

    @Test
    void forgeriesAreTheSuppliersFaultAndDoNotCondemnTheId() {
        offer(1, Entrance.HISTORY);
        decide(new Verdict.Reject(Reason.INVALID_SIGNATURE, "test"));
        for (Reason reason : List.of(Reason.INVALID_STRUCTURE, Reason.INVARIANT_VIOLATION, Reason.PROOF_FAILURE)) {
            assertThat(offer(1, Entrance.HISTORY)).isEqualTo(Offer.TAKEN);
            decide(new Verdict.Reject(reason, "test"));
        }
        assertThat(told).hasSize(4).allMatch(one -> one.result() == Result.FORGED);
        assertThat(faults)
                .containsExactly(
                        "bad_signature", "invalid_contribution", "invalid_contribution", "invalid_contribution");
        assertThat(intake.settled(goal, entry(1).id())).isFalse();
    }

    @Test
    void aDuplicateCountsAsAdmittedOnlyIfTheSetHoldsIt() {
        offer(1, Entrance.DOOR);
        decide(new Verdict.Ignore(Reason.DUPLICATE, "test"));
        offer(2, Entrance.DOOR);
        admitted.add(entry(2).id());
        decide(new Verdict.Ignore(Reason.DUPLICATE, "test"));
        assertThat(told)
                .containsExactly(new Told(entry(1).id(), Result.NOT_NOW), new Told(entry(2).id(), Result.ADMITTED));
    }

    @Test
    void whatIsTooOldForTheDoorIsNotRetriedButMayComeAsHistory() {
        offer(1, Entrance.DOOR);
        decide(new Verdict.Ignore(Reason.STALE, "test"));
        assertThat(told).containsExactly(new Told(entry(1).id(), Result.NOT_NOW));
        assertThat(intake.waitingForRetry()).isZero();
        assertThat(offer(1, Entrance.HISTORY)).isEqualTo(Offer.TAKEN);
    }

    @Test
    void historyAheadOfTheClockWaitsUntilItIsNot() {
        offer(1, Entrance.HISTORY);
        for (int seconds = 0; seconds < 60; seconds++) {
            while (!judging.isEmpty()) {
                decide(new Verdict.Ignore(Reason.STALE, "test"));
            }
            pass(1);
        }
        assertThat(told).isEmpty();
        assertThat(offer(1, Entrance.HISTORY)).isEqualTo(Offer.IN_PROGRESS);
        while (judging.isEmpty()) {
            pass(1);
        }
        decide(ACCEPT);
        assertThat(told).containsExactly(new Told(entry(1).id(), Result.ADMITTED));
    }

    @Test
    void whatStaysUndecidedIsGivenUpInTheEnd() {
        offer(1, Entrance.HISTORY);
        int tries = 0;
        for (int seconds = 0; seconds < 300; seconds++) {
            while (!judging.isEmpty()) {
                decide(UNDECIDED);
                tries++;
            }
            pass(1);
        }
        assertThat(tries).isEqualTo(RetryQueue.TRIES);
        assertThat(told).containsExactly(new Told(entry(1).id(), Result.NOT_NOW));
        assertThat(timers).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void theRetryQueueDropsItsOldest() {
        for (int number = 0; number < 300; number++) {
            offer(number, Entrance.HISTORY);
            decide(UNDECIDED);
        }
        assertThat(intake.waitingForRetry()).isEqualTo(RetryQueue.ENTRIES);
        assertThat(told).hasSize(300 - RetryQueue.ENTRIES);
        assertThat(told.get(0)).isEqualTo(new Told(entry(0).id(), Result.NOT_NOW));
        assertThat(intake.room()).isZero();
    }

    @Test
    void entriesAheadOfTheClockNeitherStopTheFetchingNorPushOutWhatIsUndecided() {
        int room = intake.room();
        offer(0, Entrance.HISTORY);
        decide(UNDECIDED);
        for (int number = 1; number < 400; number++) {
            offer(number, Entrance.HISTORY);
            decide(new Verdict.Ignore(Reason.STALE, "test"));
        }
        assertThat(intake.room()).isEqualTo(room);
        assertThat(offer(0, Entrance.HISTORY)).isEqualTo(Offer.IN_PROGRESS);
        assertThat(intake.waitingForRetry()).isEqualTo(1 + RetryQueue.ENTRIES);
    }

    @Test
    void neitherEntranceTakesTheWholeWindow() {
        int history = 0;
        while (offer(history, Entrance.HISTORY) == Offer.TAKEN) {
            history++;
        }
        assertThat(history).isEqualTo(JudgingWindow.ENTRIES / 4 * 3);
        assertThat(intake.room()).isZero();
        int pushed = 0;
        while (offer(1_000_000 + pushed, Entrance.DOOR) == Offer.TAKEN) {
            pushed++;
        }
        assertThat(pushed).isEqualTo(JudgingWindow.ENTRIES / 4);
        assertThat(intake.judging()).isEqualTo(JudgingWindow.ENTRIES);
    }

    @Test
    void onePusherTakesAQuarterAtMost() {
        int pushed = 0;
        while (offer(pushed, Entrance.DOOR) == Offer.TAKEN) {
            pushed++;
        }
        assertThat(pushed).isEqualTo(JudgingWindow.ENTRIES_OF_ONE_PUSHER);
        assertThat(intake.offer(goal, supplied(1_000_000, Entrance.DOOR, peer(2))))
                .isEqualTo(Offer.TAKEN);
    }

    @Test
    void onePusherTakesAQuarterOfTheBytesAtMost() {
        int taken = 0;
        while (intake.offer(goal, new Supplied(large(taken), peer, Entrance.DOOR, 0, 0)) == Offer.TAKEN) {
            taken++;
        }
        assertThat(taken).isEqualTo(7);
        assertThat(intake.offer(goal, new Supplied(large(99), peer(2), Entrance.DOOR, 0, 0)))
                .isEqualTo(Offer.TAKEN);
        for (int number = 0; number < taken; number++) {
            decide(new Verdict.Ignore(Reason.STALE, "test"));
        }
        assertThat(intake.offer(goal, new Supplied(large(100), peer, Entrance.DOOR, 0, 0)))
                .isEqualTo(Offer.TAKEN);
    }

    @Test
    void theWindowIsBoundedInBytes() {
        int taken = 0;
        WireEntry large;
        do {
            large = large(taken);
            taken++;
        } while (intake.offer(goal, new Supplied(large, peer, Entrance.HISTORY, 0, 0)) == Offer.TAKEN);
        assertThat(taken - 1).isEqualTo(23);
    }

    @Test
    void underPressureAddressesThatSendJunkAreDroppedEarly() {
        Peer junk = peer(66);
        for (int number = 0; number < 20; number++) {
            intake.offer(goal, supplied(number, Entrance.DOOR, junk));
            decide(new Verdict.Reject(Reason.BELOW_THRESHOLD, "test"));
        }
        int number = 1_000;
        for (int pusher = 100; pusher < 104; pusher++) {
            for (int i = 0; i < 300; i++) {
                intake.offer(goal, supplied(number++, Entrance.DOOR, peer(pusher)));
            }
        }
        int junkTaken = 0;
        int goodTaken = 0;
        for (int i = 0; i < 200; i++) {
            junkTaken += intake.offer(goal, supplied(number++, Entrance.DOOR, junk)) == Offer.TAKEN ? 1 : 0;
            goodTaken += intake.offer(goal, supplied(number++, Entrance.DOOR, peer(7))) == Offer.TAKEN ? 1 : 0;
        }
        assertThat(junkTaken).isLessThan(5);
        assertThat(goodTaken).isEqualTo(200);
    }

    @Test
    void refusedIdsAreForgottenOldestFirst() {
        RefusedIds refused = new RefusedIds();
        for (int number = 0; number <= RefusedIds.CAPACITY; number++) {
            refused.add(new EntryKey(goal.topic(), entry(number).id()));
        }
        assertThat(refused.size()).isEqualTo(RefusedIds.CAPACITY);
        assertThat(refused.contains(new EntryKey(goal.topic(), entry(0).id()))).isFalse();
        assertThat(refused.contains(new EntryKey(goal.topic(), entry(1).id()))).isTrue();
    }

    private Intake intake() {
        Surroundings around = new Surroundings(
                clock,
                clock.wall(),
                new Random(1),
                (delay, action) -> timers.add(action),
                null,
                null,
                (set, entry, entrance, decided) -> judging.add(decided),
                null,
                null,
                new PeerTelemetry() {
                    @Override
                    public void invalid(String reason) {
                        faults.add(reason);
                    }
                });
        Intake made = new Intake(around, new Scoreboard(around, (gone, reason, detail) -> {}));
        made.listen(
                (set, supplied, result) -> told.add(new Told(supplied.entry().id(), result)));
        return made;
    }

    private Offer offer(int number, Entrance entrance) {
        return intake.offer(goal, supplied(number, entrance, peer));
    }

    private void decide(Verdict verdict) {
        judging.remove().accept(verdict);
    }

    private void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    private static Supplied supplied(int number, Entrance entrance, Peer from) {
        return new Supplied(entry(number), from, entrance, 0, 0);
    }

    private static WireEntry entry(int number) {
        Bytes header = Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array());
        return WireEntry.of(header, Bytes.wrap(new byte[64]), Bytes.wrap(new byte[10]));
    }

    private static WireEntry large(int number) {
        Bytes header = Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array());
        return WireEntry.of(header, Bytes.wrap(new byte[64]), Bytes.wrap(new byte[1 << 20]));
    }

    private static Peer peer(int number) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
            Hash id = Sha256.of(new byte[] {(byte) number});
            return new Peer(new Peer.Connection(number, id, Bytes.EMPTY, Direction.INBOUND, address, 9, 0, 0));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Admitted implements EntrySource {

        private final Map<Hash, Integer> ordinals = new HashMap<>();

        void add(Hash id) {
            ordinals.put(id, ordinals.size());
        }

        @Override
        public int entryCount() {
            return 0;
        }

        @Override
        public long timestampOf(int ordinal) {
            throw new IndexOutOfBoundsException(ordinal);
        }

        @Override
        public Hash idOf(int ordinal) {
            throw new IndexOutOfBoundsException(ordinal);
        }

        @Override
        public OptionalInt ordinalOf(Hash id) {
            Integer ordinal = ordinals.get(id);
            return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
        }

        @Override
        public int logSize() {
            return 0;
        }

        @Override
        public Hash rootAt(int size) {
            return Sha256.of(new byte[0]);
        }
    }
}
