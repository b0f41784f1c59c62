package network.ian.p2p.transport;

import static network.ian.p2p.transport.RunningNode.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import network.ian.core.config.HostPort;
import network.ian.core.runtime.WallClock;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.wire.AddressSigner;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes, real sockets, real TLS, on loopback. */
@ExtendWith(LeakWatch.class)
class PeerNetworkTest {

    @TempDir
    private Path data;

    @Test
    void twoNodesMeetAndPartWithAWord() throws Exception {
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"))) {
            one.meet(two);
            Peer seen = two.network.ask(protocol -> protocol.peers().get(0)).get(5, TimeUnit.SECONDS);
            assertThat(seen.connection().publicKey())
                    .isEqualTo(one.node.identity().publicKey());
            assertThat(seen.record()).hasValueSatisfying(record -> {
                assertThat(record.address()).isEqualTo(one.address());
                assertThat(AddressSigner.isGenuine(record, "ian-test", two.node.signatures()))
                        .isTrue();
            });
            one.network.close();
            soon().untilAsserted(() -> assertThat(two.peers()).isEmpty());
            assertThat(two.counts.disconnected).containsOnlyKeys(GoodbyeReason.SHUTTING_DOWN);
            assertThatThrownBy(() -> one.network.ask(PeerProtocol::peers).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void aNodeThatListensEverywhereSaysTheAddressThatItIsSeenAt() throws Exception {
        try (RunningNode one = new RunningNode(data.resolve("1"), "ian-test", "0.0.0.0", ShellLimits.defaults());
                RunningNode two = new RunningNode(data.resolve("2"), "ian-test", "0.0.0.0", ShellLimits.defaults())) {
            one.meet(two);
            for (RunningNode node : List.of(one, two)) {
                RunningNode other = node == one ? two : one;
                Peer seen =
                        node.network.ask(protocol -> protocol.peers().get(0)).get(5, TimeUnit.SECONDS);
                assertThat(seen.record())
                        .hasValueSatisfying(
                                record -> assertThat(record.address()).isEqualTo(other.address()));
            }
        }
    }

    @Test
    void aNodeNoticesThatItsClockIsWrong() throws Exception {
        Clock ahead = Clock.offset(WallClock.system(), Duration.ofMinutes(10));
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"), ahead)) {
            one.meet(two);
            soon().untilAsserted(() -> {
                assertThat(two.network.snapshot().clock().medianMs()).isBetween(595_000L, 605_000L);
                assertThat(two.network.snapshot().clock().problem()).isPresent();
                assertThat(one.network.snapshot().clock().medianMs()).isBetween(-605_000L, -595_000L);
            });
        }
    }

    @Test
    void anotherNetworkIsToldSo() throws IOException {
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"), "other", "127.0.0.1", ShellLimits.defaults())) {
            one.network.dial(two.address(), words -> {});
            soon().untilAsserted(() -> {
                assertThat(one.counts.disconnected).containsKey(GoodbyeReason.NETWORK_MISMATCH);
                assertThat(two.counts.disconnected).containsKey(GoodbyeReason.NETWORK_MISMATCH);
            });
            assertThat(one.peers()).isEmpty();
        }
    }

    @Test
    void aNodeDoesNotTalkToItself() throws Exception {
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"))) {
            one.network.dial(one.address(), words -> {});
            one.meet(two);
            soon().untilAsserted(() -> assertThat(one.links()).isEqualTo(1));
            assertThat(one.peers()).containsExactly(two.node.identity().nodeId());
            assertThat(one.counts.connected).hasValue(1);
        }
    }

    @Test
    void ofConnectionsThatCrossOneIsLeft() throws Exception {
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"))) {
            for (int i = 0; i < 5; i++) {
                one.network.dial(two.address(), words -> {});
                two.network.dial(one.address(), words -> {});
            }
            soon().untilAsserted(() -> {
                assertThat(one.links()).isEqualTo(1);
                assertThat(two.links()).isEqualTo(1);
                assertThat(one.peers()).containsExactly(two.node.identity().nodeId());
                assertThat(two.peers()).containsExactly(one.node.identity().nodeId());
            });
        }
    }

    @Test
    void saysWhyADialFails() throws IOException {
        try (RunningNode one = new RunningNode(data.resolve("1"))) {
            RunningNode gone = new RunningNode(data.resolve("2"));
            HostPort nobody = gone.address();
            gone.close();
            List<String> words = new CopyOnWriteArrayList<>();
            one.network.dial(nobody, words::add);
            one.network.dial(new HostPort("no-such-host.invalid", 9000), words::add);
            soon().untilAsserted(() -> assertThat(words).hasSize(2));
            assertThat(words).contains("unknown host").contains("refused");
        }
    }

    @Test
    void aQuestionThatFailsIsAnsweredSo() throws Exception {
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"))) {
            one.meet(two);
            CompletableFuture<Object> broken = one.network.ask(protocol -> {
                throw new IllegalStateException("a question that fails");
            });
            assertThatThrownBy(() -> broken.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThat(one.peers()).hasSize(1);
        }
    }

    @Test
    void aClosedNetworkLetsThePortGo() throws IOException {
        int port;
        try (RunningNode one = new RunningNode(data.resolve("1"))) {
            port = one.network.port();
        }
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(again.isBound()).isTrue();
        }
    }
}
