package network.ian.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several goals share at one node. */
class SeveralGoalsTest {

    private final Wiring wiring = new Wiring(1);
    private final Map<Hash, GoalSet> goals = new LinkedHashMap<>();
    private final List<Message.Fetch> fetches = new ArrayList<>();
    private Synchronizer sync;

    @BeforeEach
    void start() {
        for (int number = 0; number < 4; number++) {
            addGoal(number);
        }
        Surroundings around = new Surroundings(
                wiring.clock(),
                wiring.clock().wall(),
                new Random(1),
                wiring::after,
                new Recorder(),
                null,
                null,
                null,
                null,
                PeerTelemetry.NONE);
        Scoreboard scores = new Scoreboard(around, (peer, reason, detail) -> {
            throw new AssertionError("nobody is to be disconnected");
        });
        sync = new Synchronizer(hash("self"), goals, around, new Intake(around, scores), scores);
    }

    @Test
    void aPeerIsNotAskedForMoreThanItHoldsForLater() {
        for (int number = 0; number < 12; number++) {
            addGoal(number);
        }
        Peer peer = peer(1, List.copyOf(goals.values()), 1_000_000);
        goals.values().forEach(goal -> sync.announce(peer, goal, history(goal)));
        assertThat(fetches).hasSize(Downloads.REQUESTS_OF_ONE);
        List.copyOf(fetches.subList(0, 2)).forEach(fetch -> answer(peer, fetch, true));
        wiring.run(Duration.ofSeconds(1));
        assertThat(fetches).hasSize(Downloads.REQUESTS_OF_ONE + 2);
        sync.down(peer);
        assertThat(sync.askedIds()).isZero();
    }

    @Test
    void goalsShareWhatAPeerHoldsForLater() {
        Peer peer = peer(1, List.copyOf(goals.values()), 1_000_000);
        goals.values().forEach(goal -> sync.announce(peer, goal, history(goal)));
        // An answer that names nothing yet shows that the peer serves.
        List.copyOf(fetches).forEach(fetch -> answer(peer, fetch, false));
        wiring.run(Duration.ofSeconds(1));
        for (Hash topic : goals.keySet()) {
            assertThat(fetches).filteredOn(fetch -> fetch.topic().equals(topic)).hasSize(2);
        }
    }

    @Test
    void aGoalThatComesLaterTakesItsShare() {
        List<GoalSet> before = List.copyOf(goals.values());
        Peer peer = peer(1, before, 1_000_000);
        for (int number = 4; number < 8; number++) {
            addGoal(number);
        }
        List<GoalSet> later =
                goals.values().stream().filter(goal -> !before.contains(goal)).toList();
        assertThat(peer.heads(later.stream().map(goal -> head(goal, 1_000_000)).toList()))
                .isPresent();
        later.forEach(goal -> sync.shares(peer, goal));
        goals.values().forEach(goal -> sync.announce(peer, goal, history(goal)));
        List.copyOf(fetches).forEach(fetch -> answer(peer, fetch, false));
        wiring.run(Duration.ofSeconds(1));
        for (Hash topic : goals.keySet()) {
            assertThat(fetches).filteredOn(fetch -> fetch.topic().equals(topic)).hasSize(1);
        }
    }

    @Test
    void aGoalThatNoPeerTakesPartInKeepsNobodyWaiting() {
        List<GoalSet> all = List.copyOf(goals.values());
        peer(1, all.subList(0, 2), 0);
        assertThat(sync.compared()).isFalse();
        wiring.run(Duration.ofSeconds(1));
        assertThat(sync.compared()).isTrue();
        peer(2, all, 1_000);
        wiring.run(Duration.ofSeconds(1));
        assertThat(sync.compared()).as("stays so").isTrue();
    }

    @Test
    void aPeerWithoutACommonGoalShowsNothing() {
        peer(1, List.of(), 0);
        wiring.run(Duration.ofSeconds(1));
        assertThat(sync.compared()).isFalse();
    }

    @Test
    void everyGoalThatAPeerTakesPartInIsWaitedFor() {
        List<GoalSet> all = List.copyOf(goals.values());
        peer(1, all.subList(0, 2), 0);
        peer(2, all.subList(2, 3), 1_000);
        wiring.run(Duration.ofSeconds(1));
        assertThat(sync.compared()).isFalse();
    }

    private void addGoal(int number) {
        Hash topic = hash("topic" + number);
        goals.put(topic, new GoalSet(topic, "GOAL" + number, 1 << 20, new EntryStore()::current, () -> true));
    }

    private void answer(Peer peer, Message.Fetch fetch, boolean last) {
        GoalSet goal = goals.get(fetch.topic());
        sync.entries(peer, goal, new Message.Entries(fetch.request(), fetch.topic(), last, List.of()));
    }

    /** A connected peer that says that it holds {@code entries} of each goal; with none its sets are equal. */
    private Peer peer(int number, List<GoalSet> takesPart, long entries) {
        Peer peer = TestNode.peer(hash("peer" + number), number);
        peer.introduce(
                "test",
                Optional.empty(),
                takesPart.stream()
                        .map(goal -> entries == 0 ? goal.head() : head(goal, entries))
                        .toList());
        sync.up(peer);
        return peer;
    }

    private static Head head(GoalSet goal, long entries) {
        return new Head(goal.topic(), entries, new Fingerprint(entries, 1), entries, goal.topic(), 0);
    }

    private static Message.Announce history(GoalSet goal) {
        List<Hash> ids = IntStream.range(0, 1_024)
                .mapToObj(number -> hash(goal.goalId() + number))
                .toList();
        return new Message.Announce(goal.topic(), AnnounceKind.HISTORY, ids);
    }

    private static Hash hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Recorder implements Links {

        @Override
        public void send(Peer peer, Message message) {
            if (message instanceof Message.Fetch fetch) {
                fetches.add(fetch);
            }
        }

        @Override
        public boolean congested(Peer peer) {
            return false;
        }

        @Override
        public void close(Peer peer, GoodbyeReason reason, String detail) {
            throw new AssertionError("closes nothing");
        }
    }
}
