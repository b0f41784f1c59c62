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

/** Clients get what they subscribed to, undisturbed by others, and together no more than a bounded share of a busy node. */
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
}
