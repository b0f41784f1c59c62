package network.ian.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import network.ian.core.config.HostPort;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.simulation.event.InvariantViolation;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.measure.Expulsions;
import network.ian.simulation.measure.Traffic;
import network.ian.simulation.scenario.AddressPlan;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final long SECOND = 1_000_000_000;

    private final Timeline timeline = new Timeline();
    private final Traffic traffic = new Traffic();
    private final Recorder one = new Recorder();
    private final Recorder other = new Recorder();
    private Host here;
    private Host there;
    private Network network;
    private Dialler dialler;

    private void connect(long seed, double loss) {
        AddressPlan plan = new AddressPlan(new SplittableRandom(seed), new SplittableRandom(seed));
        here = plan.next(0, true);
        there = plan.next(1, true);
        here.boot(one);
        there.boot(other);
        BitSet honest = new BitSet();
        honest.set(0, 2);
        network = new Network(
                timeline,
                new Weather(new SplittableRandom(seed), loss),
                new CodecWire(1),
                traffic,
                new Expulsions(honest));
        dialler = new Dialler(timeline, network, new Latency(seed), List.of(here, there));
        dialler.dial(here, there.place().listens(), why -> {
            throw new AssertionError(why);
        });
        timeline.runUntil(2 * SECOND);
        assertThat(one.connections).hasSize(1);
        assertThat(other.connections).hasSize(1);
    }

    private long linkHere() {
        return one.connections.get(0).link();
    }

    private void ping(long number) {
        network.send(linkHere(), new Message.Ping(number));
    }

    private List<Long> pings() {
        List<Long> numbers = new ArrayList<>();
        other.received.forEach(message -> numbers.add(((Message.Ping) message).nonce()));
        return numbers;
    }

    @Test
    void oneConnectionKeepsItsOrderThroughLossAndPartition() {
        for (long seed = 1; seed <= 30; seed++) {
            NetworkTest run = new NetworkTest();
            run.connect(seed, 0.2);
            run.there.side(1);
            SplittableRandom random = new SplittableRandom(seed);
            for (long number = 0; number < 300; number++) {
                long sent = number;
                run.timeline.at(2 * SECOND + number * SECOND / 10, () -> run.ping(sent));
            }
            run.timeline.at(10 * SECOND + random.nextLong(SECOND), run.network::part);
            run.timeline.at(20 * SECOND + random.nextLong(SECOND), run.network::heal);
            run.timeline.runUntil(200 * SECOND);
            assertThat(run.pings())
                    .as("seed %d", seed)
                    .isEqualTo(LongStream.range(0, 300).boxed().toList());
        }
    }

    @Test
    void nothingPassesAPartition() {
        connect(1, 0);
        there.side(1);
        network.part();
        ping(1);
        timeline.runUntil(60 * SECOND);
        assertThat(other.received).isEmpty();
        network.heal();
        timeline.runUntil(80 * SECOND);
        assertThat(pings()).containsExactly(1L);
    }

    @Test
    void aClosePassesAfterTheDataAndBothEndsHearOfIt() {
        connect(2, 0);
        ping(1);
        network.close(linkHere(), GoodbyeReason.SHUTTING_DOWN, "");
        ping(2);
        timeline.runUntil(5 * SECOND);
        assertThat(other.received)
                .containsExactly(new Message.Ping(1), new Message.Goodbye(GoodbyeReason.SHUTTING_DOWN, ""));
        assertThat(one.closed).containsExactly(linkHere());
        assertThat(other.closed).containsExactly(other.connections.get(0).link());
        assertThat(traffic.messagesDropped()).isEqualTo(1);
        assertThat(network.links()).isZero();
    }

    @Test
    void aResetLosesWhatIsUnderWay() {
        connect(3, 0);
        ping(1);
        network.reset(new SplittableRandom(1));
        timeline.runUntil(5 * SECOND);
        assertThat(other.received).isEmpty();
        assertThat(one.closed).hasSize(1);
        assertThat(other.closed).hasSize(1);
        assertThat(traffic.messagesDropped()).isEqualTo(1);
    }

    @Test
    void aMachineWithoutPowerSaysNothingUntilItIsBack() {
        connect(4, 0);
        network.crash(there, true);
        ping(1);
        timeline.runUntil(60 * SECOND);
        assertThat(one.closed).isEmpty();
        there.boot(new Recorder());
        ping(2);
        timeline.runUntil(70 * SECOND);
        assertThat(one.closed).containsExactly(linkHere());
        assertThat(other.received).isEmpty();
    }

    @Test
    void aKilledProcessIsNoticedAtOnceAndItsPortRefuses() {
        connect(5, 0);
        network.crash(there, false);
        List<String> failures = new ArrayList<>();
        dialler.dial(here, there.place().listens(), failures::add);
        dialler.dial(here, new HostPort("192.0.2.1", 1), failures::add);
        timeline.runUntil(20 * SECOND);
        assertThat(one.closed).containsExactly(linkHere());
        assertThat(failures).containsExactly("connection refused", "timed out");
    }

    @Test
    void aSlowReaderFillsTheQueueAndIsReported() {
        connect(6, 0);
        there.readsOnly(1_000);
        assertThat(network.congested(linkHere())).isFalse();
        for (int i = 0; i < 120_000; i++) {
            ping(i);
        }
        assertThat(network.congested(linkHere())).isTrue();
        timeline.runUntil(3 * SECOND);
        assertThat(one.tooSlow).containsExactly(linkHere());
    }

    @Test
    void bigFramesDelayLaterOnes() {
        connect(7, 0);
        long before = timeline.nanos();
        Message big = new Message.Goodbye(GoodbyeReason.OPERATOR, "x".repeat(200));
        for (int i = 0; i < 50_000; i++) {
            network.send(linkHere(), big);
        }
        timeline.runUntil(before + SECOND / 4);
        assertThat(other.received.size()).isBetween(1, 49_999);
    }

    @Test
    void aBanBetweenHonestNodesIsAViolation() {
        connect(8, 0);
        assertThatThrownBy(() -> network.close(linkHere(), GoodbyeReason.BANNED, ""))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("honest node 0 banned honest node 1");
    }
}
