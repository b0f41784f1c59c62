package network.ian.p2p.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.0/24",
        "255.255.255.255, 255.255.255.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "ffff:ffff:ffff:ffff::1, ffff:ffff:ffff:ffff::/64",
        "::ffff:203.0.113.7, 203.0.113.0/24",
    })
    void isWrittenAndReadAgain(String address, String text) throws UnknownHostException {
        IpPrefix prefix = prefix(address);

        assertThat(prefix).hasToString(text);
        assertThat(IpPrefix.parse(text)).contains(prefix);
    }

    @Test
    void separatesNeighbours() throws UnknownHostException {
        assertThat(prefix("203.0.113.255")).isEqualTo(prefix("203.0.113.0")).isNotEqualTo(prefix("203.0.114.0"));
        assertThat(prefix("2001:db8::ffff:0:0:1"))
                .isEqualTo(prefix("2001:db8::2"))
                .isNotEqualTo(prefix("2001:db8:0:1::2"));
        assertThat(prefix("0.0.1.1")).isNotEqualTo(prefix("::1"));
    }

    @Test
    void anAddressMappedIntoIpv6IsTheIpv4Address() throws UnknownHostException {
        byte[] octets = new byte[16];
        octets[10] = (byte) 0xff;
        octets[11] = (byte) 0xff;
        octets[12] = 127;
        octets[15] = 1;
        // The ordinary factory normalises by itself; this one, which sockets may use, does not.
        InetAddress mapped = Inet6Address.getByAddress(null, octets, 1);

        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(IpPrefix.of(mapped)).isEqualTo(prefix("127.0.0.1"));
        assertThat(IpPrefix.of(mapped).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.255.255.255", "::1"})
    void loopback(String address) throws UnknownHostException {
        assertThat(prefix(address).isLoopback()).isTrue();
        assertThat(prefix(address).isPrivate()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                "169.254.0.0",
                "169.254.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "fc00::",
                "fdff:ffff:ffff:ffff::1",
                "fe80::1",
                "febf:ffff:ffff:ffff::1"
            })
    void privateRangesToTheirEdges(String address) throws UnknownHostException {
        assertThat(prefix(address).isPrivate()).isTrue();
        assertThat(prefix(address).isLoopback()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.255.255.255",
                "11.0.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "fbff:ffff::1",
                "fe00::1",
                "fe7f:ffff::1",
                "fec0::1",
                "2001:db8::1"
            })
    void whatLiesBesideThemIsPublic(String address) throws UnknownHostException {
        assertThat(prefix(address).isPrivate()).isFalse();
        assertThat(prefix(address).isLoopback()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113.0",
                "203.0.113.0/25",
                "256.0.0.0/24",
                "2001:db8::/48",
                "cafe/64",
                "1:2/64",
                "a.example/24"
            })
    void anythingElseIsNoPrefix(String text) {
        assertThat(IpPrefix.parse(text)).isEmpty();
    }

    private static IpPrefix prefix(String address) throws UnknownHostException {
        return IpPrefix.of(InetAddress.getByName(address));
    }
}
