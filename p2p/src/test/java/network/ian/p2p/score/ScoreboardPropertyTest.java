package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.MessageType;
import org.junit.jupiter.api.Test;

/** Rules that hold whatever happens in whatever order. */
final class ScoreboardPropertyTest {

    private static final int PEERS = 40;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final List<Deed> DEEDS = List.of(Deed.values());
    private static final List<MessageType> TYPES = List.of(MessageType.values());

    private Rig rig = new Rig();
    private final List<Peer> connected = new ArrayList<>();
    private final Set<Hash> guilty = new TreeSet<>();
    private final ArrayDeque<Long> weakEnds = new ArrayDeque<>();

    @Test
    void randomLivesKeepTheRules() {
        for (long seed = 1; seed <= 20; seed++) {
            rig = new Rig();
            connected.clear();
            guilty.clear();
            weakEnds.clear();
            SplittableRandom random = new SplittableRandom(seed);
            for (int step = 0; step < 1_000; step++) {
                step(random);
                if (step % 20 == 0) {
                    check("seed " + seed + ", step " + step);
                }
            }
        }
    }

    private void step(SplittableRandom random) {
        int before = connected.size();
        switch (random.nextInt(8)) {
            case 0, 1 -> connect(1 + random.nextInt(PEERS));
            case 2 -> rig.advance(Duration.ofMillis(random.nextInt(20_000)));
            case 3 -> rig.advance(Duration.ofMinutes(random.nextInt(20)));
            case 4 -> any(random, peer -> rig.board.credit(peer, pick(random, DEEDS)));
            case 5 -> any(random, peer -> rig.board.allows(peer, pick(random, TYPES), random.nextInt(1 << 18)));
            case 6 -> any(random, peer -> weak(peer, random));
            default ->
                any(random, peer -> {
                    // Every fourth peer is an attacker.
                    if (peer.id().view()[3] % 4 == 0) {
                        guilty.add(peer.id());
                        rig.board.fault(peer, Fault.BAD_SIGNATURE);
                    }
                });
        }
        long now = rig.ticker.nanos();
        connected.removeIf(peer -> {
            boolean gone = rig.expelled.containsKey(peer);
            if (gone && rig.expelled.get(peer) == GoodbyeReason.LOW_SCORE) {
                weakEnds.add(now);
            }
            return gone;
        });
        weakEnds.removeIf(then -> now - then >= MINUTE_NANOS);
        // At the moment of the last one: those connected then, and those disconnected in the minute before.
        assertThat(weakEnds.size()).isLessThanOrEqualTo(Math.max(1, (Math.max(before, PEERS) + weakEnds.size()) / 4));
    }

    private void connect(int number) {
        Peer peer = rig.peer(number, "81.0." + number + ".1");
        boolean there = connected.stream().anyMatch(other -> other.id().equals(peer.id()));
        if (!there && rig.board.refuses(peer.id(), peer.address()).isEmpty()) {
            rig.board.up(peer);
            connected.add(peer);
        }
    }

    private void weak(Peer peer, SplittableRandom random) {
        Fault fault = pick(random, FAULTS);
        if (!fault.provable()) {
            rig.fault(peer, fault, random.nextInt(30));
        }
    }

    private void check(String when) {
        for (PeerScore peer : rig.board.list()) {
            assertThat(peer.score()).as(when).isBetween(0.0, 200.0);
            if (!guilty.contains(peer.id())) {
                assertThat(peer.bannedUntil()).as(when).isZero();
                assertThat(peer.score()).as(when).isGreaterThanOrEqualTo(29.88);
            }
        }
        for (Peer peer : connected) {
            assertThat(rig.board.banned(peer.id())).as(when).isFalse();
        }
    }

    private void any(SplittableRandom random, Consumer<Peer> action) {
        if (!connected.isEmpty()) {
            action.accept(pick(random, connected));
        }
    }

    private static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
