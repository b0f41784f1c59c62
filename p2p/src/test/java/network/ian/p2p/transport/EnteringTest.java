package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.ian.p2p.peer.IpPrefix;
import org.junit.jupiter.api.Test;

class EnteringTest {

    private final Entering entering = new Entering(new ShellLimits(1, 1, 1, 1, 1, 1, 1, 8, 3));

    @Test
    void anAddressHasFewPlacesAndLoopbackAny() throws UnknownHostException {
        List<EmbeddedChannel> entered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            entered.add(new EmbeddedChannel());
            assertThat(entering.enter(entered.get(i), address(192, 0, 2, 1))).isTrue();
        }
        assertThat(entering.enter(new EmbeddedChannel(), address(192, 0, 2, 1))).isFalse();
        assertThat(entering.enter(new EmbeddedChannel(), address(192, 0, 2, 2))).isTrue();
        entering.leave(entered.get(0));
        entering.leave(entered.get(0));
        assertThat(entering.enter(new EmbeddedChannel(), address(192, 0, 2, 1))).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(entering.enter(new EmbeddedChannel(), address(127, 0, 0, 1)))
                    .isTrue();
        }
        assertThat(entering.size()).isEqualTo(8);
    }

    @Test
    void anIpv6PrefixCountsAsOneAddress() throws UnknownHostException {
        for (int i = 0; i < 3; i++) {
            assertThat(entering.enter(new EmbeddedChannel(), six(1, i))).isTrue();
        }
        assertThat(entering.enter(new EmbeddedChannel(), six(1, 9))).isFalse();
        assertThat(entering.enter(new EmbeddedChannel(), six(2, 9))).isTrue();
    }

    @Test
    void aBannedPrefixDoesNotGetAsFarAsTls() throws UnknownHostException {
        entering.refuse(Set.of(IpPrefix.of(address(192, 0, 2, 1)), IpPrefix.of(six(1, 0))));
        assertThat(entering.enter(new EmbeddedChannel(), address(192, 0, 2, 77)))
                .isFalse();
        assertThat(entering.enter(new EmbeddedChannel(), six(1, 9))).isFalse();
        assertThat(entering.enter(new EmbeddedChannel(), address(192, 0, 3, 77)))
                .isTrue();
        assertThat(entering.enter(new EmbeddedChannel(), six(2, 9))).isTrue();
        entering.refuse(Set.of());
        assertThat(entering.enter(new EmbeddedChannel(), address(192, 0, 2, 77)))
                .isTrue();
    }

    @Test
    void theOldestMakesRoom() throws UnknownHostException {
        EmbeddedChannel oldest = new EmbeddedChannel();
        assertThat(entering.enter(oldest, address(192, 0, 2, 1))).isTrue();
        for (int i = 0; i < 8; i++) {
            assertThat(oldest.isOpen()).isEqualTo(i < 8);
            assertThat(entering.enter(new EmbeddedChannel(), address(192, 0, 3, i)))
                    .isTrue();
        }
        assertThat(oldest.isOpen()).isFalse();
        assertThat(entering.size()).isEqualTo(8);
    }

    private static InetAddress address(int... octets) throws UnknownHostException {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return InetAddress.getByAddress(bytes);
    }

    private static InetAddress six(int prefix, int host) throws UnknownHostException {
        return address(0x20, 1, 0x0d, 0xb8, 0, 0, 0, prefix, 0, 0, 0, 0, 0, 0, 0, host);
    }
}
