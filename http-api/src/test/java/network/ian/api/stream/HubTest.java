package network.ian.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import network.ian.api.http.ApiJson;
import org.junit.jupiter.api.Test;

class HubTest {

    private final TestHub test = new TestHub(128);

    @Test
    void aClientGetsWhatHappensFromItsSubscriptionOn() {
        FakeWire wire = test.join(Transport.WEBSOCKET);
        test.happen(3);
        test.round();
        assertThat(wire.messages()).as("it has not subscribed").isEmpty();
        TestHub.subscribe(wire, Filter.EVERYTHING, null);
        test.round();
        assertThat(wire.last("subscribed").get("cursor").asText()).isEqualTo(TestHub.RUN + "-3");
        test.happen(2);
        test.run(Duration.ofMillis(100));
        assertThat(wire.numbers()).containsExactly(4, 5);
        assertThat(wire.last("contribution_added").get("cursor").asText()).isEqualTo(TestHub.RUN + "-5");
        assertThat(wire.last("contribution_added").get("goal_id").asText()).isEqualTo("G");
        assertThat(wire.last("contribution_added").get("timestamp").asLong())
                .isEqualTo(test.clock.wall().millis() - 50);
        wire.client.order(new Order.Unsubscribe());
        test.happen(1);
        test.run(Duration.ofSeconds(1));
        assertThat(wire.types()).endsWith("unsubscribed");
        assertThat(test.clients).isEqualTo(1);
        wire.client.gone();
        test.round();
        assertThat(test.clients).isZero();
        assertThat(test.left).isEqualTo(1);
    }

    @Test
    void filtersLeaveOutChannelsAndGoalsButNotWhatIsAboutNoGoal() {
        FakeWire wire = test.join(Transport.WEBSOCKET);
        TestHub.subscribe(wire, new Filter(Set.of(Channel.CONTRIBUTIONS, Channel.PEERS), Optional.of("G")), null);
        test.round();
        test.happen(1, new Topic(Channel.CONTRIBUTIONS, "OTHER"), "");
        test.happen(1, TestHub.CONTRIBUTIONS, "");
        test.happen(1, new Topic(Channel.LEADERBOARD, "G"), "");
        test.happen(1, Topic.PEERS, "");
        test.run(Duration.ofMillis(100));
        assertThat(wire.numbers()).containsExactly(2, 4);
    }

    @Test
    void whoResumesGetsEachEventOnceInOrder() {
        test.happen(100);
        test.round();
        FakeWire wire = test.join(Transport.EVENT_STREAM);
        TestHub.subscribe(wire, Filter.EVERYTHING, TestHub.RUN + "-40");
        test.happen(7);
        test.run(Duration.ofMillis(100));
        assertThat(wire.types()).doesNotContain("gap");
        assertThat(wire.last("subscribed").get("cursor").asText()).isEqualTo(TestHub.RUN + "-40");
        assertThat(wire.numbers()).isEqualTo(numbers(41, 107));
    }

    @Test
    void aCursorOfAnotherRunIsAGapOfUnknownSize() {
        test.happen(5);
        test.round();
        for (String cursor : List.of("ba9876543210-3", TestHub.RUN + "-6")) {
            FakeWire wire = test.join(Transport.WEBSOCKET);
            TestHub.subscribe(wire, Filter.EVERYTHING, cursor);
            test.round();
            assertThat(wire.types()).containsExactly("subscribed", "gap");
            assertThat(wire.last("gap").at("/data/reason").asText()).isEqualTo("restarted");
            assertThat(wire.last("gap").at("/data/missed").isNull()).isTrue();
            assertThat(wire.last("gap").get("channel").isNull()).isTrue();
            assertThat(wire.last("gap").get("cursor").asText()).isEqualTo(TestHub.RUN + "-5");
            assertThat(wire.last("subscribed").get("cursor").asText())
                    .as("cut off here, the client must be told again")
                    .isEqualTo(cursor);
        }
        assertThat(test.gaps).containsEntry(Gap.Reason.RESTARTED, 2);
    }

    @Test
    void anExpiredCursorIsAGapOnlyForWhomSomethingIsMissing() {
        test.happen(1, Topic.PEERS, "");
        test.happen(300);
        test.round();
        FakeWire all = test.join(Transport.WEBSOCKET);
        TestHub.subscribe(all, Filter.EVERYTHING, TestHub.RUN + "-1");
        FakeWire peers = test.join(Transport.WEBSOCKET);
        TestHub.subscribe(peers, TestHub.only(Channel.PEERS), TestHub.RUN + "-1");
        FakeWire before = test.join(Transport.WEBSOCKET);
        TestHub.subscribe(before, TestHub.only(Channel.PEERS), TestHub.RUN + "-0");
        test.round();
        assertThat(all.last("gap").at("/data/reason").asText()).isEqualTo("expired");
        assertThat(all.last("gap").at("/data/missed").asLong()).isEqualTo(300);
        assertThat(peers.types()).containsExactly("subscribed");
        assertThat(before.last("gap").at("/data/reason").asText()).isEqualTo("expired");
        test.happen(1, Topic.PEERS, "");
        test.run(Duration.ofMillis(100));
        assertThat(peers.numbers()).containsExactly(302);
    }

    @Test
    void whoFallsOutOfTheLogIsToldHowMuchHeMissedAndGoesOn() {
        FakeWire slow = test.subscribed();
        FakeWire peers = test.join(Transport.WEBSOCKET);
        TestHub.subscribe(peers, TestHub.only(Channel.PEERS), null);
        test.round();
        slow.stuck = true;
        test.happen(1);
        test.round();
        test.happen(500);
        test.round();
        assertThat(slow.numbers()).containsExactly(1);
        slow.client.sent();
        slow.stuck = false;
        test.happen(10);
        test.run(Duration.ofMillis(100));
        test.happen(2);
        test.run(Duration.ofMillis(100));
        assertThat(slow.last("gap").at("/data/reason").asText()).isEqualTo("overrun");
        int missed = slow.last("gap").at("/data/missed").asInt();
        assertThat(slow.numbers()).hasSize(513 - missed).endsWith(512, 513).doesNotHaveDuplicates();
        assertThat(slow.numbers().size() + missed)
                .as("every event was got or counted")
                .isEqualTo(513);
        assertThat(peers.types()).as("nothing of theirs is missing").containsExactly("subscribed");
        assertThat(test.gaps).containsOnlyKeys(Gap.Reason.OVERRUN);
    }

    @Test
    void whatTheNodeItselfLosesIsAGapForEverybodyInItsPlace() {
        FakeWire all = test.subscribed();
        FakeWire tau = test.join(Transport.EVENT_STREAM);
        TestHub.subscribe(tau, TestHub.only(Channel.TAU), null);
        test.round();
        test.happen(1);
        test.lose(17);
        test.happen(1);
        test.run(Duration.ofMillis(100));
        assertThat(all.types()).containsExactly("subscribed", "contribution_added", "gap", "contribution_added");
        assertThat(all.last("gap").at("/data/missed").asInt()).isEqualTo(17);
        assertThat(tau.types()).containsExactly("subscribed", "gap");
    }

    @Test
    void whoTakesNothingForTenSecondsIsCut() {
        FakeWire stuck = test.subscribed();
        FakeWire well = test.subscribed();
        test.round();
        stuck.stuck = true;
        test.happen(1);
        test.run(Duration.ofMillis(9_900));
        assertThat(stuck.aborted).isFalse();
        well.client.heard();
        test.run(Duration.ofMillis(300));
        assertThat(stuck.aborted).isTrue();
        assertThat(test.dropped).containsOnlyKeys(Ending.SLOW).containsEntry(Ending.SLOW, 1);
        assertThat(test.hub.size()).isEqualTo(1);
        assertThat(well.ending).isNull();
    }

    @Test
    void whoGivesNoSignOfLifeIsEndedAndCut() {
        FakeWire silent = test.subscribed();
        FakeWire alive = test.subscribed();
        FakeWire reading = test.join(Transport.EVENT_STREAM);
        for (int i = 0; i < 46; i++) {
            alive.client.heard();
            test.run(Duration.ofSeconds(1));
        }
        assertThat(silent.pings).isEqualTo(3);
        assertThat(silent.ending).isEqualTo(Ending.IDLE);
        assertThat(alive.ending).isNull();
        assertThat(reading.ending).as("nothing is heard of who only reads").isNull();
        assertThat(reading.pings).isEqualTo(3);
        test.run(Duration.ofSeconds(3));
        assertThat(silent.aborted).isTrue();
    }

    @Test
    void aTokenThatIsNoLongerGoodEndsTheStreamWithinAMinute() {
        FakeWire wire = test.subscribed();
        test.run(Duration.ofSeconds(20));
        wire.client.heard();
        test.admitted = false;
        test.run(Duration.ofSeconds(30));
        assertThat(wire.ending).isEqualTo(Ending.TOKEN);
        assertThat(test.dropped).containsEntry(Ending.TOKEN, 1);
    }

    @Test
    void whoSendsTooMuchOrNonsenseAgainAndAgainMustGo() {
        FakeWire flood = test.join(Transport.WEBSOCKET);
        for (int i = 0; i <= StreamClient.MAX_ORDERS; i++) {
            flood.client.order(new Order.Ping());
        }
        FakeWire often = test.join(Transport.WEBSOCKET);
        FakeWire wrong = test.join(Transport.WEBSOCKET);
        FakeWire polite = test.join(Transport.WEBSOCKET);
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 20; i++) {
                often.client.order(new Order.Ping());
            }
            wrong.client.order(new Order.Malformed("no"));
            polite.client.order(new Order.Ping());
            test.run(Duration.ofSeconds(1));
        }
        assertThat(flood.ending).isEqualTo(Ending.FLOOD);
        assertThat(often.ending).isEqualTo(Ending.FLOOD);
        assertThat(wrong.ending).isEqualTo(Ending.MALFORMED);
        assertThat(wrong.last("error").get("error").asText()).isEqualTo("no");
        assertThat(polite.ending).isNull();
        assertThat(polite.types()).hasSize(10).containsOnly("pong");
    }

    /** A client that sends faster than the hub obeys would otherwise be the only one that is served. */
    @Test
    void ofWhoMustGoNoMoreIsObeyed() {
        FakeWire flood = test.join(Transport.WEBSOCKET);
        for (int i = 0; i < StreamClient.MAX_ORDERS; i++) {
            flood.client.order(new Order.Ping());
        }
        test.round();
        assertThat(flood.types()).hasSize(OrderRate.BURST + 1);
        assertThat(flood.client.nextOrder()).as("what it sent after that").isPresent();
        test.round();
        assertThat(flood.ending).isEqualTo(Ending.FLOOD);
    }

    @Test
    void aClientThatCanNeitherBeServedNorCutOffDoesNotTouchTheOthers() {
        FakeWire broken = test.subscribed();
        FakeWire other = test.subscribed();
        test.round();
        broken.broken = true;
        test.happen(1);
        test.run(Duration.ofMillis(100));
        assertThat(other.numbers()).containsExactly(1);
    }

    @Test
    void atCalmRatesAThousandClientsGetEverythingWithinAQuarterSecond() {
        TestHub large = new TestHub(16_384);
        List<FakeWire> wires = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> wires.add(large.subscribed()));
        large.run(Duration.ofSeconds(2));
        int told = 0;
        for (int quarter = 0; quarter < 40; quarter++) {
            large.happen(12, TestHub.CONTRIBUTIONS, "x".repeat(300));
            told += 12;
            large.run(Duration.ofMillis(250));
            for (FakeWire wire : wires) {
                wire.client.heard();
                assertThat(wire.raw).hasSize(1 + told);
            }
        }
        List<Long> all = LongStream.rangeClosed(1, told).boxed().toList();
        assertThat(wires).allSatisfy(wire -> assertThat(wire.sequences()).isEqualTo(all));
        assertThat(large.gaps).isEmpty();
    }

    @Test
    void whenTheNodeIsBusyAllClientsTogetherGetABoundedShareAndSayWhatTheyMiss() {
        TestHub large = new TestHub(4_096);
        List<FakeWire> wires = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> wires.add(large.subscribed()));
        large.run(Duration.ofSeconds(2));
        int told = 0;
        long before = 0;
        for (int second = 0; second < 12; second++) {
            for (int round = 0; round < 20; round++) {
                large.happen(400, TestHub.CONTRIBUTIONS, "x".repeat(300));
                told += 400;
                large.round();
            }
            wires.forEach(wire -> wire.client.heard());
            before = second == 3 ? large.sentBytes : before;
        }
        assertThat(large.hub.isBusy()).isTrue();
        assertThat((large.sentBytes - before) / 8).isLessThan(Pace.BUSY_BYTES * 5 / 4);
        for (int second = 0; second < 30; second++) {
            large.run(Duration.ofSeconds(1));
            wires.forEach(wire -> wire.client.heard());
        }
        for (FakeWire wire : wires) {
            assertThat(wire.sequences()).isSorted().doesNotHaveDuplicates();
            assertThat(missed(wire)).isPositive();
            assertThat(wire.sequences().size() + missed(wire)).isEqualTo(told);
        }
    }

    private static long missed(FakeWire wire) {
        return wire.raw.stream()
                .filter(message -> message.type().equals("gap"))
                .mapToLong(message ->
                        ApiJson.parseOwn(message.json()).at("/data/missed").asLong())
                .sum();
    }

    @Test
    void theEndIsPoliteAndLeavesNobody() {
        FakeWire wire = test.subscribed();
        FakeWire late = test.join(Transport.EVENT_STREAM);
        test.hub.endAll();
        test.round();
        FakeWire latest = test.join(Transport.WEBSOCKET);
        test.round();
        assertThat(List.of(wire, late, latest))
                .allSatisfy(each -> assertThat(each.ending).isEqualTo(Ending.SHUTDOWN));
        test.run(Duration.ofSeconds(3));
        assertThat(test.hub.size()).isZero();
        assertThat(test.dropped).isEmpty();
        assertThat(test.left).isEqualTo(3);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
