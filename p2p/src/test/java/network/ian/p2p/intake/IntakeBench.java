package network.ian.p2p.intake;

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
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.WireEntry;

/** One intake whose judgements and time a test plays by hand. */
final class IntakeBench {

    static final Verdict ACCEPT = new Verdict.Accept();

    private final ManualClock clock = new ManualClock();
    final List<Runnable> timers = new ArrayList<>();
    final ArrayDeque<Consumer<Verdict>> judging = new ArrayDeque<>();
    final List<String> faults = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final Admitted admitted = new Admitted();
    final GoalSet goal = new GoalSet(Sha256.of(new byte[] {1}), "TEST", 1 << 20, () -> admitted, () -> true);
    final Peer peer = peer(1);
    final Intake intake = intake();

    /** What the intake told its listener. */
    record Told(Hash id, Result result) {}

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

    Offer offer(int number, Entrance entrance) {
        return intake.offer(goal, supplied(number, entrance, peer));
    }

    void decide(Verdict verdict) {
        judging.remove().accept(verdict);
    }

    void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    static Supplied supplied(int number, Entrance entrance, Peer from) {
        return new Supplied(entry(number), from, entrance, 0, 0);
    }

    static WireEntry entry(int number) {
        Bytes header = Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array());
        return WireEntry.of(header, Bytes.wrap(new byte[64]), Bytes.wrap(new byte[10]));
    }

    /** An entry with a body of 1 MiB. */
    static WireEntry large(int number) {
        Bytes header = Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array());
        return WireEntry.of(header, Bytes.wrap(new byte[64]), Bytes.wrap(new byte[1 << 20]));
    }

    static Peer peer(int number) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
            Hash id = Sha256.of(new byte[] {(byte) number});
            return new Peer(new Peer.Connection(number, id, Bytes.EMPTY, Direction.INBOUND, address, 9, 0, 0));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Entries that a node holds, as far as an intake asks for them. */
    static final class Admitted implements EntrySource {

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
