package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import network.ian.core.config.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed.ian.network",
                "localhost",
                "127.1",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3",
                "fe80::1%eth0",
                ":::",
                "1:2"
            })
    void namesAndHalfAddressesAreNone(String host) {
        assertThat(Endpoint.of(new HostPort(host, 9000))).isEmpty();
    }

    @Test
    void mappedAddressIsTheIpv4Address() {
        assertThat(endpoint("::ffff:10.1.2.3")).isEqualTo(endpoint("10.1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "255.255.255.255", "240.0.0.1", "ff02::1"})
    void someAddressesNobodyListensAt(String host) {
        assertThat(endpoint(host).usable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5, 198.51.100.7, true",
        "10.0.0.5, 198.51.100.7, false",
        "127.0.0.1, 198.51.100.7, false",
        "127.0.0.1, 10.0.0.5, false",
        "fd00::5, 10.0.0.5, true",
        "127.0.0.1, ::1, true",
        "203.0.113.5, 127.0.0.1, true"
    })
    void addressIsMeantForWhoCanReachIt(String host, String other, boolean meant) throws UnknownHostException {
        assertThat(endpoint(host).meantFor(InetAddress.getByName(other))).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5, 203.0.1.9, true",
        "203.0.113.5, 203.1.113.5, false",
        "2001:db8:1::1, 2001:db8:ffff::1, true",
        "2001:db8::1, 2001:db9::1, false",
        "10.0.0.1, 10.0.0.2, false"
    })
    void groupsAreWhatOneOperatorMayHold(String one, String other, boolean same) {
        assertThat(NetGroup.of(endpoint(one)).equals(NetGroup.of(endpoint(other))))
                .isEqualTo(same);
    }

    private static Endpoint endpoint(String host) {
        return Endpoint.of(new HostPort(host, 9000)).orElseThrow();
    }
}
