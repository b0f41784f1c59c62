package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.core.config.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(Stream.of("127.0.0.1", "10.0.0.0/8", "::1")
            .map(AddressRange::parse)
            .flatMap(Optional::stream)
            .toList());

    @ParameterizedTest
    @CsvSource({
        // Whoever is no proxy may say what he likes.
        "203.0.113.9, 198.51.100.1, 203.0.113.9",
        "127.0.0.1, 198.51.100.1, 198.51.100.1",
        // The client's own words stand in front of what the proxy saw.
        "127.0.0.1, '127.0.0.1, 198.51.100.1', 198.51.100.1",
        "127.0.0.1, '192.0.2.66, 198.51.100.1', 198.51.100.1",
        "127.0.0.1, 'anything, 198.51.100.1', 198.51.100.1",
        // Through two proxies.
        "127.0.0.1, '6.6.6.6, 198.51.100.1, 10.1.2.3', 198.51.100.1",
        // A request of a proxy's own.
        "127.0.0.1, '10.1.2.3', 10.1.2.3",
        "127.0.0.1, '', 127.0.0.1",
        // What a proxy cannot have meant counts for the proxy, and never a name server is asked.
        "127.0.0.1, 'localhost', 127.0.0.1",
        "127.0.0.1, '198.51.100.1, unknown', 127.0.0.1",
        "127.0.0.1, '198.51.100.1,', 127.0.0.1",
        "127.0.0.1, '198.51.100.1:4711', 198.51.100.1",
        "127.0.0.1, '[2001:db8::7]:4711', 2001:db8:0:0:0:0:0:7",
        "::1, '2001:db8::7', 2001:db8:0:0:0:0:0:7",
        "[::1], '2001:db8::7', 2001:db8:0:0:0:0:0:7",
        "127.0.0.1, '[2001:db8::7', 127.0.0.1"
    })
    void believesTheListAsFarAsTrustedProxiesWroteIt(String sender, String forwarded, String client) {
        assertThat(proxies.client(sender, List.of(forwarded))).isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(proxies.client("127.0.0.1", List.of("6.6.6.6", "198.51.100.1, 10.0.0.1")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void aListWithoutEndIsNotWalkedToItsEnd() {
        assertThat(proxies.client("127.0.0.1", List.of("10.0.0.9,".repeat(800) + "10.0.0.1")))
                .isEqualTo("10.0.0.9");
    }

    @Test
    void withoutProxiesNobodyIsBelieved() {
        TrustedProxies none = new TrustedProxies(List.of());
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.client("127.0.0.1", List.of("198.51.100.1"))).isEqualTo("127.0.0.1");
    }
}
