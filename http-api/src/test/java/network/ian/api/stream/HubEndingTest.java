package network.ian.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that take nothing, give no sign of life, lose their token or misbehave are ended, and so are all when the hub ends. */
class HubEndingTest {

    private final TestHub test = new TestHub(128);

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
}
