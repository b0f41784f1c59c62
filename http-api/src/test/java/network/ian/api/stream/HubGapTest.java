package network.ian.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who resumes gets each event once and in order, and is told what cannot be given any more. */
class HubGapTest {

    private final TestHub test = new TestHub(128);

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

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
